import { newKey, sendJson, showStatus, type PageState } from './page-state.ts'

/** A button of a reply: asks for the reason if one is needed, then sends its command. */
export async function performPress(page: PageState, button: HTMLButtonElement): Promise<void> {
  const { command = '', value = '', asks } = button.dataset
  const reason = asks === 'reason' ? await askReason() : undefined
  if (reason === null) return
  button.disabled = true
  showStatus(page, '')
  try {
    const { notice } = await sendJson<{ notice: string | null }>(page, 'commands', {
      command,
      value,
      key: newKey(),
      ...(reason === undefined ? {} : { reason }),
    })
    if (notice) showStatus(page, notice)
  } catch (error) {
    showStatus(page, error instanceof Error ? error.message : '', 'error')
  } finally {
    button.disabled = false
  }
}

/** @returns null if the person cancels */
function askReason(): Promise<string | null> {
  const dialog = document.querySelector('#reason') as HTMLDialogElement
  const text = document.querySelector('#reason-text') as HTMLTextAreaElement
  const cancel = document.querySelector('#reason-cancel') as HTMLButtonElement
  text.value = ''
  dialog.returnValue = ''
  dialog.showModal()
  text.focus()
  return new Promise((resolve) => {
    const close = () => dialog.close('cancel')
    cancel.addEventListener('click', close, { once: true })
    dialog.addEventListener(
      'close',
      () => {
        cancel.removeEventListener('click', close)
        const given = text.value.trim()
        resolve(dialog.returnValue === 'ok' && given !== '' ? given : null)
      },
      { once: true },
    )
  })
}

import { newKey, sendJson, showStatus, type PageState } from './page-state.ts'

/** The question box: Enter sends, Shift and Enter breaks the line, and an input method's Enter is its own. */
export function prepareComposer(page: PageState): void {
  const form = document.querySelector('#composer') as HTMLFormElement
  const box = document.querySelector('#question') as HTMLTextAreaElement
  const send = document.querySelector('#send') as HTMLButtonElement
  const fit = () => {
    box.rows = Math.min(6, Math.max(1, box.value.split('\n').length))
  }
  box.addEventListener('input', fit)
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    form.requestSubmit()
  })
  let key = newKey()
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const text = box.value.trim()
    if (text === '' || send.disabled) return
    void ask(text)
  })
  const ask = async (text: string): Promise<void> => {
    send.disabled = true
    try {
      const { notice } = await sendJson<{ notice: string | null }>(page, 'questions', { text, key })
      // Only now: what could not be sent is still in the box.
      key = newKey()
      box.value = ''
      fit()
      showStatus(page, notice ?? '')
    } catch (error) {
      showStatus(page, error instanceof Error ? error.message : '', 'error')
    } finally {
      send.disabled = false
      box.focus()
    }
  }
}

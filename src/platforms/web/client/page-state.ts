/** The elements of the chat page and what the server wrote on them. */
export interface PageState {
  /** Where this conversation's API is. */
  readonly api: string
  readonly log: HTMLElement
  readonly status: HTMLElement
  readonly uploads: HTMLElement
  readonly uploadBytes: number
  /** Words of the page that the script shows. */
  readonly words: Readonly<Record<string, string | undefined>>
  change: number
}

export function readPage(): PageState | null {
  const chat = document.querySelector<HTMLElement>('#chat[data-conversation]')
  const words = document.querySelector<HTMLElement>('#words')
  if (!chat || !words) return null
  // Open beside the chat on a wide screen, out of the way on a phone.
  if (matchMedia('(max-width: 860px)').matches) document.querySelector('#aside')?.removeAttribute('open')
  return {
    api: `${chat.dataset['base'] ?? ''}/api/conversations/${chat.dataset['conversation'] ?? ''}`,
    change: Number(chat.dataset['change'] ?? '0'),
    uploadBytes: Number(chat.dataset['megabytes'] ?? '50') * 1_048_576,
    log: document.querySelector('#log') as HTMLElement,
    status: document.querySelector('#status') as HTMLElement,
    uploads: document.querySelector('#uploads') as HTMLElement,
    words: words.dataset,
  }
}

let hiding: ReturnType<typeof setTimeout> | undefined

/** One line above the question box, read out by screen readers. */
export function showStatus(page: PageState, text: string, kind: 'info' | 'error' = 'info'): void {
  clearTimeout(hiding)
  page.status.textContent = text
  page.status.className = `status ${kind}`
  if (text && kind === 'info') hiding = setTimeout(() => showStatus(page, ''), 6000)
}

/** Sends JSON and gives back what came, or the server's own sentence as an error. */
export async function sendJson<T>(page: PageState, path: string, body: unknown): Promise<T> {
  let response: Response
  try {
    response = await fetch(`${page.api}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch {
    throw new Error(page.words['offline'] ?? '')
  }
  const answer = (await response.json().catch(() => null)) as (T & { error?: { message?: string } }) | null
  if (!response.ok || !answer) throw new Error(answer?.error?.message ?? page.words['failed'] ?? '')
  return answer
}

export function scrollDown(page: PageState): void {
  page.log.scrollTop = page.log.scrollHeight
}

/** Shows the log from the head of a message on. Not scrollIntoView: newer browsers then start the Tab key from there. */
export function scrollToHead(page: PageState, message: Element): void {
  page.log.scrollTop += message.getBoundingClientRect().top - page.log.getBoundingClientRect().top
}

/** A name for one attempt. `crypto.randomUUID` is not there on an office's own http address. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

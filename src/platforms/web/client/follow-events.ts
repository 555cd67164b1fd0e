import { scrollDown, scrollToHead, showStatus, type PageState } from './page-state.ts'

/** Whether the reader is at the end of the log and wants to stay there; scrolling up lets go. */
let following = true

/** Keeps the log as the server has it: new messages behind, edited ones in their place. */
export function followEvents(page: PageState): void {
  let events: EventSource | undefined
  let lost = false
  const open = () => {
    const stream = new EventSource(`${page.api}/events?behind=${page.change}`)
    events = stream
    stream.addEventListener('message', (event: MessageEvent<string>) => {
      const { id, html, title } = JSON.parse(event.data) as { id: string; html: string; title: string | null }
      page.change = Math.max(page.change, Number(event.lastEventId))
      if (title !== null) showTitle(title)
      putMessage(page, id, html)
    })
    stream.addEventListener('open', () => {
      if (lost) showStatus(page, '')
      lost = false
    })
    stream.addEventListener('error', () => {
      lost = true
      showStatus(page, page.words['lost'] ?? '', 'error')
      if (stream.readyState !== EventSource.CLOSED) return
      void leaveIfRefused(page)
      // An answer that is no stream (the host is starting) ends the EventSource for good: open a new one.
      setTimeout(() => events === stream && open(), 3000)
    })
  }
  open()
  // A browser keeps six connections to one host: hidden pages give theirs back.
  document.addEventListener('visibilitychange', () => {
    events?.close()
    events = undefined
    if (!document.hidden) open()
  })
  page.log.addEventListener('scroll', () => {
    following = page.log.scrollHeight - page.log.scrollTop - page.log.clientHeight < 120
  })
  const last = page.log.querySelector('.message:last-of-type')
  if (last) scrollToHead(page, last)
}

/** Signed out, or no longer allowed here: the page is loaded anew and says what to do. */
async function leaveIfRefused(page: PageState): Promise<void> {
  const response = await fetch(`${page.api}/messages?behind=${page.change}`).catch(() => null)
  if (response && [401, 403, 404].includes(response.status)) location.reload()
}

function putMessage(page: PageState, id: string, html: string): void {
  // Drawn and escaped by the server; parsed into a separate document, in which nothing runs.
  const made = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild
  if (!(made instanceof HTMLElement)) return
  document.querySelector('#welcome')?.remove()
  const old = document.getElementById(`m-${id}`)
  if (old) {
    keepOpen(old, made)
    const focused = focusPath(old)
    old.replaceWith(made)
    if (focused) made.querySelectorAll<HTMLElement>('button, a, summary')[focused - 1]?.focus()
  } else page.log.append(made)
  if (old && !made.classList.contains('working')) showStatus(page, page.words['updated'] ?? '')
  if (made.classList.contains('person')) following = true
  if (!following) return
  if (made.getBoundingClientRect().height > page.log.clientHeight) scrollToHead(page, made)
  else scrollDown(page)
  // A long checklist is shown from its head, and what comes behind it is still to be followed.
  following = true
}

/** A conversation is named once its first draft has been read. */
function showTitle(title: string): void {
  const name = document.querySelector('.conversations a[aria-current] .name')
  if (!name || name.textContent === title) return
  document.title = document.title.replace(name.textContent ?? '', title)
  name.textContent = title
}

/** What the reader has unfolded stays so. */
function keepOpen(old: HTMLElement, made: HTMLElement): void {
  const before = [...old.querySelectorAll('details')]
  made.querySelectorAll('details').forEach((details, index) => {
    if (before[index]?.open) details.open = true
  })
}

/** From 1; 0 if the focus is elsewhere. */
const focusPath = (old: HTMLElement): number =>
  [...old.querySelectorAll('button, a, summary')].indexOf(document.activeElement as Element) + 1

import { scrollDown, showStatus, type PageState } from './page-state.ts'

/** Keeps the log as the server has it: new messages behind, edited ones in their place. */
export function followEvents(page: PageState): void {
  let events: EventSource
  let lost = false
  const open = () => {
    events = new EventSource(`/api/conversations/${page.conversation}/events?behind=${page.change}`)
    events.addEventListener('message', (event: MessageEvent<string>) => {
      const { id, html } = JSON.parse(event.data) as { id: string; html: string }
      page.change = Math.max(page.change, Number(event.lastEventId))
      putMessage(page, id, html)
    })
    events.addEventListener('open', () => {
      if (lost) showStatus(page, '')
      lost = false
    })
    events.addEventListener('error', () => {
      lost = true
      showStatus(page, page.words['lost'] ?? '', 'error')
      if (events.readyState === EventSource.CLOSED) setTimeout(open, 3000)
    })
  }
  open()
  page.log.querySelector<HTMLElement>('.message:last-of-type')?.scrollIntoView({ block: 'start', behavior: 'instant' })
}

function putMessage(page: PageState, id: string, html: string): void {
  const near = page.log.scrollHeight - page.log.scrollTop - page.log.clientHeight < 160
  // Drawn and escaped by the server; parsed in a document of its own, where nothing runs.
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
  if (near || made.classList.contains('person')) {
    if (made.getBoundingClientRect().height > page.log.clientHeight) made.scrollIntoView({ block: 'start' })
    else scrollDown(page)
  }
}

/** What the reader has unfolded stays so. */
function keepOpen(old: HTMLElement, made: HTMLElement): void {
  const before = [...old.querySelectorAll('details')]
  made.querySelectorAll('details').forEach((details, index) => {
    if (before[index]?.open) details.open = true
  })
}

/** From 1; 0 where the focus is elsewhere. */
function focusPath(old: HTMLElement): number {
  return [...old.querySelectorAll('button, a, summary')].indexOf(document.activeElement as Element) + 1
}

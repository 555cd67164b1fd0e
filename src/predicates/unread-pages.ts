import type { AnnualReport } from '../model/annual-report.ts'
import type { Code } from '../model/outcome.ts'

/** What is not read and may be a page or more. */
const PAGES: ReadonlySet<string> = new Set(['picture', 'frame', 'script-built', 'embedded-document'])

/** What of a draft was not read and may hold what is not found in it; null where all of it was read. */
export function unreadPages({ document }: AnnualReport): Code | null {
  const note = document.notes.find(({ kind, part }) => kind === 'unread-part' && PAGES.has(part ?? ''))
  return note?.part ? { code: `unread.${note.part}` } : null
}

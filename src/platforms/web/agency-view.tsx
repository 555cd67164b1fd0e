import type { FC } from 'hono/jsx'
import type { Actor } from '../../model/ports/actor.ts'
import { maySuperviseAgency } from '../../office/access.ts'
import type { AgencyView, VersionLine } from '../../office/view-agencies.ts'
import type { Words } from '../../reply/say.ts'
import { useLink } from './link.ts'

const KINDS = ['department', 'office', 'government', 'township'] as const
const COLUMNS = ['version', 'sent', 'by', 'errors', 'warnings', 'new', 'still', 'fixed', 'waived', 'see'] as const

/** One agency: its state, its versions, what figures changed in the newest, and what may be done. */
// Long: a page from top to bottom.
export const AgencyPage: FC<{ words: Words; view: AgencyView; actor: Actor; said: string | null }> = ({ words, view, actor, said }) => {
  const { standing, year, versions, changes } = view
  const { agency, state, due, daysLeft, dueBy } = standing
  const link = useLink()
  const post = (what: string) => link('agencies', agency.id, what, { year })
  const published = state === 'published'
  const above = maySuperviseAgency(actor, agency.id)
  return (
    <main class="plain-page wide" id="chat">
      <p>
        <a href={link('agencies')}>{words.plain('agencies.page.title')}</a>
      </p>
      <h1>
        {agency.name} · {words.plain('agencies.page.of-year', { year })}
      </h1>
      {said !== null && (
        <p role="status" class="problem">
          {said}
        </p>
      )}
      <p>
        <strong class={`state ${state}`}>{words.plain(`agencies.state.${state}`)}</strong>　
        {words.plain('agencies.page.due', { due, left: daysLeft, late: -daysLeft, by: words.plain(`agencies.due-by.${dueBy}`) })}
        {agency.contact && `　${agency.contact}`}
      </p>
      <div class="buttons">
        {above && !published && (
          <form method="post" action={post('remind')}>
            <button type="submit" class="button plain">
              {words.plain('agencies.page.remind')}
            </button>
          </form>
        )}
        <form method="post" action={post(published ? 'unpublish' : 'publish')}>
          <button type="submit" class="button plain">
            {words.plain(published ? 'agencies.page.unpublish' : 'agencies.page.publish')}
          </button>
        </form>
      </div>
      {versions.length === 0 ? <p>{words.plain('agencies.page.no-versions')}</p> : <Versions words={words} versions={versions} />}
      {changes !== null && changes.length > 0 && (
        <section>
          <h2>{words.plain('agencies.page.changes', { count: changes.length })}</h2>
          <table class="grid">
            <thead>
              <tr>
                {['row', 'column', 'before', 'after'].map((column) => (
                  <th>{words.plain(`agencies.page.column.${column}`)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {changes.map(({ row, column, before, after }) => (
                <tr>
                  <td>{row}</td>
                  <td>{column}</td>
                  <td class="number">{before}</td>
                  <td class="number">{after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {above && agency.kind === 'government' && (
        <form method="post" action={post('deadline')} class="filter">
          <label>
            {words.plain('agencies.page.set-due')}{' '}
            <select name="kind">
              {KINDS.map((kind) => (
                <option value={kind}>{words.plain(`agencies.kind.${kind}`)}</option>
              ))}
            </select>
          </label>
          <input type="date" name="due" required aria-label={words.plain('agencies.page.column.due')} />
          <button type="submit" class="button plain">
            {words.plain('agencies.page.set')}
          </button>
        </form>
      )}
    </main>
  )
}

// Long: a table, a cell for each column.
const Versions: FC<{ words: Words; versions: readonly VersionLine[] }> = ({ words, versions }) => (
  <table class="grid">
    <thead>
      <tr>
        {COLUMNS.map((column) => (
          <th>{words.plain(`agencies.page.column.${column}`)}</th>
        ))}
      </tr>
    </thead>
    <tbody>
      {versions.map(({ draft, checklist }) => {
        const count = (test: (item: NonNullable<typeof checklist>['items'][number]) => boolean) =>
          checklist?.items.filter(test).length ?? ''
        return (
          <tr>
            <td class="number">{draft.version}</td>
            <td>
              <time datetime={draft.sentAt}>
                {new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(
                  new Date(draft.sentAt),
                )}
              </time>
            </td>
            <td>{draft.sentByName}</td>
            <td class="number">{count(({ finding }) => finding.severity === 'error')}</td>
            <td class="number">{count(({ finding }) => finding.severity === 'warning')}</td>
            <td class="number">{count(({ state }) => state === 'new')}</td>
            <td class="number">{count(({ state }) => state === 'still')}</td>
            <td class="number">{checklist?.fixed.length ?? ''}</td>
            <td class="number">{checklist?.waived.length ?? ''}</td>
            <td>
              {draft.purgedAt === null && <a href={useLink()('drafts', draft.id, 'marked')}>{words.plain('web.marked')}</a>}
              {draft.purgedAt === null && (draft.version ?? 1) > 1 && (
                <>
                  {' '}
                  <a href={useLink()('drafts', draft.id, 'marked', { before: 1 })}>{words.plain('agencies.page.text-changes')}</a>
                </>
              )}
            </td>
          </tr>
        )
      })}
    </tbody>
  </table>
)

import type { FC } from 'hono/jsx'
import { AgencyClass } from '../../model/agency.ts'
import type { Actor } from '../../model/ports/actor.ts'
import { maySuperviseAgency } from '../../office/access.ts'
import type { AgencyView, FigureChange, VersionLine } from '../../office/view-agencies.ts'
import type { Words } from '../../reply/say.ts'
import { useLink } from './link.ts'

const COLUMNS = ['version', 'sent', 'by', 'errors', 'warnings', 'new', 'still', 'fixed', 'waived', 'see'] as const

/** Day and time in China. */
const TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })

interface PageProps {
  readonly words: Words
  readonly view: AgencyView
  readonly actor: Actor
  /** What was just done. */
  readonly said: string | null
}

/** One agency: its state, its versions, what figures changed in the newest, and what may be done. */
export const AgencyPage: FC<PageProps> = ({ words, view, actor, said }) => {
  const { standing, year, versions, changes } = view
  const { agency, state, due, daysLeft, dueBy } = standing
  const above = maySuperviseAgency(actor, agency.id)
  return (
    <main class="plain-page wide" id="chat">
      <p>
        <a href={useLink()('agencies')}>{words.plain('agencies.page.title')}</a>
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
      <Deeds words={words} view={view} above={above} />
      {versions.length === 0 ? <p>{words.plain('agencies.page.no-versions')}</p> : <Versions words={words} versions={versions} />}
      {changes !== null && changes.length > 0 && <Changes words={words} changes={changes} />}
      {above && agency.kind === 'government' && <DeadlineForm words={words} view={view} />}
    </main>
  )
}

/** Reminding, for those above the agency; the mark that it is published. */
const Deeds: FC<{ words: Words; view: AgencyView; above: boolean }> = ({ words, view: { standing, year }, above }) => {
  const link = useLink()
  const published = standing.state === 'published'
  const deeds = [...(above && !published ? ['remind'] : []), published ? 'unpublish' : 'publish']
  return (
    <div class="buttons">
      {deeds.map((what) => (
        <form method="post" action={link('agencies', standing.agency.id, what, { year })}>
          <button type="submit" class="button plain">
            {words.plain(`agencies.page.${what}`)}
          </button>
        </form>
      ))}
    </div>
  )
}

const Changes: FC<{ words: Words; changes: readonly FigureChange[] }> = ({ words, changes }) => (
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
)

/** The day that a government sets for the agencies of one kind below it. */
const DeadlineForm: FC<{ words: Words; view: AgencyView }> = ({ words, view: { standing, year } }) => (
  <form method="post" action={useLink()('agencies', standing.agency.id, 'deadline', { year })} class="filter">
    <label>
      {words.plain('agencies.page.set-due')}{' '}
      <select name="kind">
        {AgencyClass.options.map((kind) => (
          <option value={kind}>{words.plain(`agencies.kind.${kind}`)}</option>
        ))}
      </select>
    </label>
    <input type="date" name="due" required aria-label={words.plain('agencies.page.column.due')} />
    <button type="submit" class="button plain">
      {words.plain('agencies.page.set')}
    </button>
  </form>
)

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
      {versions.map((version) => (
        <VersionRow words={words} version={version} />
      ))}
    </tbody>
  </table>
)

const VersionRow: FC<{ words: Words; version: VersionLine }> = ({ words, version: { draft, checklist } }) => {
  const link = useLink()
  const severity = (wanted: string) => checklist?.items.filter(({ finding }) => finding.severity === wanted).length
  const state = (wanted: string) => checklist?.items.filter((item) => item.state === wanted).length
  const counts = [severity('error'), severity('warning'), state('new'), state('still'), checklist?.fixed.length, checklist?.waived.length]
  return (
    <tr>
      <td class="number">{draft.version}</td>
      <td>
        <time datetime={draft.sentAt}>{TIME.format(new Date(draft.sentAt))}</time>
      </td>
      <td>{draft.sentByName}</td>
      {counts.map((count) => (
        <td class="number">{count ?? ''}</td>
      ))}
      <td>
        {draft.purgedAt === null && <a href={link('drafts', draft.id, 'marked')}>{words.plain('web.marked')}</a>}
        {draft.purgedAt === null && (draft.version ?? 1) > 1 && (
          <>
            {' '}
            <a href={link('drafts', draft.id, 'marked', { before: 1 })}>{words.plain('agencies.page.text-changes')}</a>
          </>
        )}
      </td>
    </tr>
  )
}

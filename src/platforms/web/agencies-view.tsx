import type { FC } from 'hono/jsx'
import { AgencyState } from '../../model/agency.ts'
import type { DigestRule } from '../../model/digest.ts'
import type { Actor } from '../../model/ports/actor.ts'
import type { AgencyFilter, AgencyTable } from '../../office/view-agencies.ts'
import type { Words } from '../../reply/say.ts'
import { useLink } from './link.ts'

const STATES = ['errors', 'missing', 'warnings', 'passed', 'published'] as const
const COLUMNS = ['agency', 'kind', 'state', 'version', 'errors', 'warnings', 'trend', 'days', 'due'] as const
const CHARTED = 8

/** The table of agencies: counts, filter, search, trend; and a chart of what most get wrong. */
// Long: a page from top to bottom.
export const AgenciesView: FC<{ words: Words; table: AgencyTable; filter: AgencyFilter; actor: Actor }> = ({
  words,
  table,
  filter,
  actor,
}) => {
  const { year, counts, rows, found, page, pages, rules } = table
  const link = useLink()
  const filtered = (over: Record<string, string | number | undefined>) =>
    link('agencies', { year: filter.year, state: filter.state, q: filter.search, ...over })
  const supervises = actor.roles.includes('administrator') || actor.roles.includes('supervisor')
  return (
    <main class="plain-page wide" id="chat">
      <h1>{words.plain('agencies.page.head', { year })}</h1>
      <p class="counts">
        <a href={filtered({ state: undefined })}>{words.plain('agencies.page.all', { count: counts.all })}</a>
        {STATES.map((state) => (
          <a href={filtered({ state })} aria-current={filter.state === state ? 'page' : undefined} class={`state ${state}`}>
            {words.plain(`agencies.state.${state}`)} {counts[state]}
          </a>
        ))}
      </p>
      <form method="get" action={link('agencies')} class="filter">
        <label>
          {words.plain('agencies.page.search')} <input type="search" name="q" value={filter.search ?? ''} maxlength={60} />
        </label>
        {filter.state && <input type="hidden" name="state" value={AgencyState.parse(filter.state)} />}
        <label>
          {words.plain('agencies.page.year')} <input type="number" name="year" value={String(year)} min="2008" max="2099" />
        </label>
        <button type="submit" class="button plain">
          {words.plain('agencies.page.find')}
        </button>
        {supervises && (
          <a class="button plain" href={link('agencies', 'export.xlsx', { year })}>
            {words.plain('agencies.page.export')}
          </a>
        )}
      </form>
      {counts.all === 0 ? (
        <p>{words.plain('agencies.page.none')}</p>
      ) : (
        <table class="grid">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th>{words.plain(`agencies.page.column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <AgencyRow words={words} row={row} year={year} />
            ))}
          </tbody>
        </table>
      )}
      {pages > 1 && (
        <p class="pages">
          {page > 1 && <a href={filtered({ page: page - 1 })}>{words.plain('agencies.page.back')}</a>}
          <span>{words.plain('agencies.page.pages', { page, pages, found })}</span>
          {page < pages && <a href={filtered({ page: page + 1 })}>{words.plain('agencies.page.next')}</a>}
        </p>
      )}
      {supervises && rules.length > 0 && <RuleChart words={words} rules={rules} />}
      <p>{actor.roles.includes('administrator') && <a href={link('users')}>{words.plain('users.page.title')}</a>}</p>
      {actor.userId !== 'local' && (
        <form method="post" action={link('sign-out')}>
          <button type="submit" class="button plain">
            {words.plain('users.sign-in.out')}（{actor.name}）
          </button>
        </form>
      )}
    </main>
  )
}

const AgencyRow: FC<{ words: Words; row: AgencyTable['rows'][number]; year: number }> = ({ words, row: { standing, trend }, year }) => {
  const { agency, state, version, errors, warnings, days, due, daysLeft } = standing
  return (
    <tr>
      <td>
        <a href={useLink()('agencies', agency.id, { year })}>{agency.name}</a>
      </td>
      <td>{words.plain(`agencies.kind.${agency.kind}`)}</td>
      <td class={`state ${state}`}>{words.plain(`agencies.state.${state}`)}</td>
      <td class="number">{version ?? ''}</td>
      <td class="number">{version === null ? '' : errors}</td>
      <td class="number">{version === null ? '' : warnings}</td>
      <td class="number">{trend.map((count) => count ?? '–').join(' → ')}</td>
      <td class="number">{days ?? ''}</td>
      <td class={state !== 'published' && daysLeft < 0 ? 'number late' : 'number'}>{due}</td>
    </tr>
  )
}

/** Bars as SVG: no script, and no style that the policy of the page would refuse. */
const RuleChart: FC<{ words: Words; rules: readonly DigestRule[] }> = ({ words, rules }) => {
  const link = useLink()
  const shown = rules.slice(0, CHARTED)
  const most = Math.max(...shown.map(({ agencies }) => agencies))
  return (
    <section>
      <h2>{words.plain('agencies.page.rules')}</h2>
      <table class="grid chart">
        <tbody>
          {shown.map(({ rule, title, agencies }) => (
            <tr>
              <td>
                <a href={link('rules', rule)}>{title}</a>
              </td>
              <td>
                <svg
                  width="240"
                  height="14"
                  viewBox="0 0 240 14"
                  role="img"
                  aria-label={words.plain('agencies.page.bar', { count: agencies })}
                >
                  <rect x="0" y="2" width={String(Math.max(2, Math.round((240 * agencies) / most)))} height="10" fill="#4a78b0" />
                </svg>
              </td>
              <td class="number">{words.plain('agencies.page.bar', { count: agencies })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

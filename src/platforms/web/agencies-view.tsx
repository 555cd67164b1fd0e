import type { FC } from 'hono/jsx'
import type { DigestRule } from '../../model/digest.ts'
import type { Actor } from '../../model/ports/actor.ts'
import type { AgencyFilter, AgencyTable } from '../../office/view-agencies.ts'
import type { Query } from './link.ts'
import { Grid, href, PostButton, say, Submit } from './page-parts.tsx'

const STATES = ['errors', 'missing', 'warnings', 'passed', 'published'] as const
const COLUMNS = ['agency', 'kind', 'state', 'version', 'errors', 'warnings', 'trend', 'days', 'due'] as const
const CHARTED = 8

/** The table of agencies: counts, filter, search, trend; and a chart of what most get wrong. */
// Long: a page from top to bottom.
export const AgenciesView: FC<{ table: AgencyTable; filter: AgencyFilter; actor: Actor }> = ({ table, filter, actor }) => {
  const { year, counts, rows, found, page, pages, rules } = table
  const filtered = (over: Query) => href('agencies', { year: filter.year, state: filter.state, q: filter.search, ...over })
  const administers = actor.roles.includes('administrator')
  const supervises = administers || actor.roles.includes('supervisor')
  return (
    <main class="plain-page wide" id="chat">
      <h1>{say('agencies.page.head', { year })}</h1>
      <p class="counts">
        <a href={filtered({ state: undefined })}>{say('agencies.page.all', { count: counts.all })}</a>
        {STATES.map((state) => (
          <a href={filtered({ state })} aria-current={filter.state === state ? 'page' : undefined} class={`state ${state}`}>
            {say(`agencies.state.${state}`)} {counts[state]}
          </a>
        ))}
      </p>
      <form method="get" action={href('agencies')} class="filter">
        <label>
          {say('agencies.page.search')} <input type="search" name="q" value={filter.search ?? ''} maxlength={60} />
        </label>
        {filter.state && <input type="hidden" name="state" value={filter.state} />}
        <label>
          {say('agencies.page.year')} <input type="number" name="year" value={String(year)} min="2008" max="2099" />
        </label>
        <Submit>{say('agencies.page.find')}</Submit>
        {supervises && (
          <a class="button plain" href={href('agencies', 'export.xlsx', { year })}>
            {say('agencies.page.export')}
          </a>
        )}
      </form>
      {counts.all === 0 ? (
        <p>{say('agencies.page.none')}</p>
      ) : (
        <Grid heads={COLUMNS.map((column) => say(`agencies.page.column.${column}`))}>
          {rows.map((row) => (
            <AgencyRow row={row} year={year} />
          ))}
        </Grid>
      )}
      {pages > 1 && (
        <p class="pages">
          {page > 1 && <a href={filtered({ page: page - 1 })}>{say('agencies.page.back')}</a>}
          <span>{say('agencies.page.pages', { page, pages, found })}</span>
          {page < pages && <a href={filtered({ page: page + 1 })}>{say('agencies.page.next')}</a>}
        </p>
      )}
      {supervises && rules.length > 0 && <RuleChart rules={rules} />}
      <p>{administers && <a href={href('users')}>{say('users.page.title')}</a>}</p>
      {actor.userId !== 'local' && (
        <>
          <p>
            <a href={href('account')}>{say('users.account.title')}</a>
          </p>
          <PostButton to={href('sign-out')}>{`${say('users.sign-in.out')}（${actor.name}）`}</PostButton>
        </>
      )}
    </main>
  )
}

const AgencyRow: FC<{ row: AgencyTable['rows'][number]; year: number }> = ({ row: { standing, trend }, year }) => {
  const { agency, state, version, errors, warnings, days, due, daysLeft } = standing
  return (
    <tr>
      <td>
        <a href={href('agencies', agency.id, { year })}>{agency.name}</a>
      </td>
      <td>{say(`agencies.kind.${agency.kind}`)}</td>
      <td class={`state ${state}`}>{say(`agencies.state.${state}`)}</td>
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
const RuleChart: FC<{ rules: readonly DigestRule[] }> = ({ rules }) => {
  const shown = rules.slice(0, CHARTED).map((rule) => ({ ...rule, label: say('agencies.page.bar', { count: rule.agencies }) }))
  const most = Math.max(...shown.map(({ agencies }) => agencies))
  return (
    <section>
      <h2>{say('agencies.page.rules')}</h2>
      <table class="grid chart">
        <tbody>
          {shown.map(({ rule, title, agencies, label }) => (
            <tr>
              <td>
                <a href={href('rules', rule)}>{title}</a>
              </td>
              <td>
                <svg width="240" height="14" viewBox="0 0 240 14" role="img" aria-label={label}>
                  <rect x="0" y="2" width={String(Math.max(2, Math.round((240 * agencies) / most)))} height="10" fill="#4a78b0" />
                </svg>
              </td>
              <td class="number">{label}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

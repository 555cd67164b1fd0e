import type { FC } from 'hono/jsx'
import { AgencyClass } from '../../model/agency.ts'
import type { Actor } from '../../model/ports/actor.ts'
import { maySuperviseAgency } from '../../office/access.ts'
import type { FigureChange } from '../../model/report-output.ts'
import type { AgencyView, VersionLine } from '../../office/view-agencies.ts'
import { LONGEST_REASON } from '../../office/waive-finding.ts'
import { Choice, Grid, href, Moment, PostButton, Problem, say, Submit } from './page-parts.tsx'

const COLUMNS = ['version', 'sent', 'by', 'errors', 'warnings', 'new', 'still', 'fixed', 'waived', 'see'] as const
const headsOf = (columns: readonly string[]) => columns.map((column) => say(`agencies.page.column.${column}`))

/** One agency: its state, its versions, what figures changed in the newest, and what may be done. @param said what was just done */
export const AgencyPage: FC<{ view: AgencyView; actor: Actor; said: string | null }> = ({ view, actor, said }) => {
  const { standing, year, versions, changes } = view
  const { agency, state, due, daysLeft, dueBy } = standing
  const above = maySuperviseAgency(actor, agency.id)
  return (
    <main class="plain-page wide" id="chat">
      <p>
        <a href={href('agencies')}>{say('agencies.page.title')}</a>
      </p>
      <h1>
        {agency.name} · {say('agencies.page.of-year', { year })}
      </h1>
      <Problem text={said} role="status" />
      <p>
        <strong class={`state ${state}`}>{say(`agencies.state.${state}`)}</strong>　
        {say('agencies.page.due', { due, left: daysLeft, late: -daysLeft, by: say(`agencies.due-by.${dueBy}`) })}
        {agency.contact && `　${agency.contact}`}
      </p>
      <Deeds view={view} above={above} />
      {versions.length === 0 ? (
        <p>{say('agencies.page.no-versions')}</p>
      ) : (
        <Grid heads={headsOf(COLUMNS)}>
          {versions.map((version) => (
            <VersionRow version={version} />
          ))}
        </Grid>
      )}
      {changes !== null && changes.length > 0 && <Changes changes={changes} />}
      {(above || view.rulesOff.length > 0) && <RulesOff view={view} above={above} />}
      {above && view.shared.length > 0 && <SharedTexts view={view} />}
      {above && agency.kind === 'government' && <DeadlineForm view={view} />}
    </main>
  )
}

/** Reminding, for those above the agency; the mark that it is published. */
const Deeds: FC<{ view: AgencyView; above: boolean }> = ({ view: { standing, year }, above }) => {
  const published = standing.state === 'published'
  const deeds = [...(above && !published ? ['remind'] : []), published ? 'unpublish' : 'publish']
  return (
    <div class="buttons">
      {deeds.map((what) => (
        <PostButton to={href('agencies', standing.agency.id, what, { year })}>{say(`agencies.page.${what}`)}</PostButton>
      ))}
    </div>
  )
}

const Changes: FC<{ changes: readonly FigureChange[] }> = ({ changes }) => (
  <section>
    <h2>{say('agencies.page.changes', { count: changes.length })}</h2>
    <Grid heads={headsOf(['row', 'column', 'before', 'after'])}>
      {changes.map(({ row, column, before, after }) => (
        <tr>
          <td>{row}</td>
          <td>{column}</td>
          <td class="number">{before}</td>
          <td class="number">{after}</td>
        </tr>
      ))}
    </Grid>
  </section>
)

/** The rules that are not checked for the agency; those above it switch them off and on. */
const RulesOff: FC<{ view: AgencyView; above: boolean }> = ({ view, above }) => (
  <section>
    <h2>{say('agencies.page.rules-off')}</h2>
    {view.rulesOff.length > 0 && (
      <Grid heads={headsOf(['rule', 'reason', 'decided', 'until', ...(above ? ['undo'] : [])])}>
        {view.rulesOff.map(({ rule, title, reason, by, at, until }) => (
          <tr>
            <td>
              {title} <code>{rule}</code>
            </td>
            <td>{reason}</td>
            <td>{say('agencies.page.by-on', { by, at: at.slice(0, 10) })}</td>
            <td>{until?.slice(0, 10) ?? say('agencies.page.no-end')}</td>
            {above && (
              <td>
                <form method="post" action={href('agencies', view.standing.agency.id, 'rule-on', { year: view.year })}>
                  <input type="hidden" name="rule" value={rule} />
                  <Submit>{say('agencies.page.switch-on')}</Submit>
                </form>
              </td>
            )}
          </tr>
        ))}
      </Grid>
    )}
    {above && <RuleOffForm view={view} />}
  </section>
)

/** Switches a rule off: which, why, and until when. */
const RuleOffForm: FC<{ view: AgencyView }> = ({ view: { standing, year, rules } }) => (
  <form method="post" action={href('agencies', standing.agency.id, 'rule-off', { year })} class="filter">
    <label>
      {say('agencies.page.rule')}{' '}
      <select name="rule">
        {rules.map(({ id, title }) => (
          <option value={id}>{`${id} ${title}`}</option>
        ))}
      </select>
    </label>
    <label>
      {say('agencies.page.reason')} <input name="reason" required maxlength={LONGEST_REASON} />
    </label>
    <label>
      {say('agencies.page.until')} <input type="date" name="until" />
    </label>
    <Submit>{say('agencies.page.switch-off')}</Submit>
    <p>{say('agencies.page.rules-off-note')}</p>
  </form>
)

/** Other units whose drafts share its text, for those above it. */
const SharedTexts: FC<{ view: AgencyView }> = ({ view: { standing, year, shared } }) => (
  <section>
    <h2>{say('digest.shared')}</h2>
    <ul>
      {shared.map(({ agencyId, agency, otherId, other, sentences, percent }) => {
        const own = agencyId === standing.agency.id
        return (
          <li>
            <a href={href('agencies', own ? otherId : agencyId, { year })}>
              {say('digest.shared-line', { agency: standing.agency.name, other: own ? other : agency, sentences, percent })}
            </a>
          </li>
        )
      })}
    </ul>
  </section>
)

/** The day that a government sets for the agencies of one kind below it. */
const DeadlineForm: FC<{ view: AgencyView }> = ({ view: { standing, year } }) => (
  <form method="post" action={href('agencies', standing.agency.id, 'deadline', { year })} class="filter">
    <label>
      {say('agencies.page.set-due')} <Choice name="kind" values={AgencyClass.options} sentences="agencies.kind" />
    </label>
    <input type="date" name="due" required aria-label={say('agencies.page.column.due')} />
    <Submit>{say('agencies.page.set')}</Submit>
  </form>
)

const VersionRow: FC<{ version: VersionLine }> = ({ version: { draft, checklist } }) => {
  const severity = (wanted: string) => checklist?.items.filter(({ finding }) => finding.severity === wanted).length
  const state = (wanted: string) => checklist?.items.filter((item) => item.state === wanted).length
  const counts = [severity('error'), severity('warning'), state('new'), state('still'), checklist?.fixed.length, checklist?.waived.length]
  return (
    <tr>
      <td class="number">{draft.version}</td>
      <td>
        <Moment at={draft.sentAt} />
      </td>
      <td>{draft.sentByName}</td>
      {counts.map((count) => (
        <td class="number">{count ?? ''}</td>
      ))}
      <td>
        {draft.purgedAt === null && <a href={href('drafts', draft.id, 'marked')}>{say('web.marked')}</a>}
        {draft.purgedAt === null && (draft.version ?? 1) > 1 && (
          <>
            {' '}
            <a href={href('drafts', draft.id, 'marked', { before: 1 })}>{say('agencies.page.text-changes')}</a>
          </>
        )}
      </td>
    </tr>
  )
}

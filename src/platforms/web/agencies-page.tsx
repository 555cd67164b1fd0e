import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { chinaDay, weekOfDay } from '../../checklist/china-day.ts'
import { digestXlsx } from '../../export/digest-xlsx.ts'
import { AgencyClass, AgencyState } from '../../model/agency.ts'
import type { Actor } from '../../model/ports/actor.ts'
import { requireSupervisor } from '../../office/access.ts'
import { agenciesOf, gatherDigest } from '../../office/gather-digest.ts'
import { now, type Office } from '../../office/office.ts'
import { remindAgencies } from '../../office/remind-agency.ts'
import { switchRuleOff, switchRuleOn } from '../../office/rule-off.ts'
import { markPublished, setDeadline } from '../../office/set-agency.ts'
import { viewAgencies, viewAgency, type AgencyFilter } from '../../office/view-agencies.ts'
import { takeForm } from '../take-body.ts'
import { AgenciesView } from './agencies-view.tsx'
import { AgencyPage } from './agency-view.tsx'
import { pageDrawer } from './page-shell.tsx'
import { refusalOf } from './refusal-of.ts'
import type { WebEnv, WebOptions } from './web-context.ts'
import { record } from '../../office/record.ts'

const FORM_KILOBYTES = 64
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `/agencies`: where the actor's agencies stand; one of them with its versions; what may be done about it. */
export function addAgencyPages(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { office } = options
  const draw = pageDrawer(options)
  app.get('/agencies', async (c) => {
    const filter = filterOf(c)
    const actor = c.get('actor')
    const view = <AgenciesView table={await viewAgencies(office, actor, filter)} filter={filter} actor={actor} />
    return c.html(draw(office.words.plain('agencies.page.title'), view))
  })
  app.get('/agencies/export.xlsx', (c) => exportAgencies(c, office))
  const drawAgency: DrawAgency = async (c, said, status = 200) => {
    const view = await viewAgency(office, c.get('actor'), c.req.param('id') ?? '', yearOf(c))
    return c.html(draw(view.standing.agency.name, <AgencyPage view={view} actor={c.get('actor')} said={said} />), status)
  }
  app.get('/agencies/:id', (c) => drawAgency(c, null))
  app.post('/agencies/:id/:what{remind|publish|unpublish|deadline|rule-off|rule-on}', takeForm(FORM_KILOBYTES), (c) =>
    actOnAgency(c, options, drawAgency),
  )
}

/** One agency's page, with a sentence on what was just done. */
type DrawAgency = (c: Context<WebEnv>, said: string | null, status?: 200 | 400) => Promise<Response>

async function exportAgencies(c: Context<WebEnv>, office: Office): Promise<Response> {
  const { words, store } = office
  const actor = c.get('actor')
  requireSupervisor(actor)
  const at = now(office)
  const agencies = await agenciesOf(office, actor)
  const digest = await gatherDigest(office, { agencies, week: weekOfDay(chinaDay(at)), at, year: yearOf(c) })
  const bytes = await digestXlsx(digest, (key, values) => words.plain(key, values))
  await store.commit([record(office, actor, 'agencies.export', 'agencies', { agencies: digest.counts.all })])
  const name = encodeURIComponent(words.plain('digest.file', { week: digest.week }))
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': XLSX,
    'content-disposition': `attachment; filename="agencies.xlsx"; filename*=UTF-8''${name}`,
  })
}

async function actOnAgency(c: Context<WebEnv>, { office, link }: WebOptions, draw: DrawAgency): Promise<Response> {
  const actor = c.get('actor')
  const id = c.req.param('id') ?? ''
  const what = c.req.param('what')
  const view = await viewAgency(office, actor, id, yearOf(c))
  if (what === 'remind') {
    const { told, already, unreachable } = await remindAgencies(office, actor, { agencyId: id })
    const counts = { told: told.length, already, unreachable: unreachable.length, names: unreachable.join('、') }
    return draw(c, office.words.plain('agencies.reminded', counts))
  }
  if (what === 'rule-off' || what === 'rule-on') {
    try {
      await decideRule(office, actor, id, { what, form: await c.req.parseBody() })
    } catch (error) {
      return draw(c, refusalOf(c, office.words, error).problem, 400)
    }
  } else if (what === 'deadline') {
    const form = await c.req.parseBody()
    const asked = view.standing.agency.kind === 'government' ? form['kind'] : view.standing.agency.kind
    const kind = AgencyClass.options.find((one) => one === asked) ?? 'department'
    try {
      await setDeadline(office, actor, { superiorId: id, kind, year: view.year, due: String(form['due'] ?? '') })
    } catch (error) {
      return draw(c, refusalOf(c, office.words, error).problem, 400)
    }
  } else await markPublished(office, actor, { agencyId: id, year: view.year, published: what === 'publish' })
  return c.redirect(link('agencies', id, { year: view.year }), 303)
}

interface RuleForm {
  readonly what: 'rule-off' | 'rule-on'
  readonly form: Readonly<Record<string, unknown>>
}

/** Switches a rule off for an agency, or on again, as the form says. */
async function decideRule(office: Office, actor: Actor, agencyId: string, { what, form }: RuleForm): Promise<void> {
  const text = (name: string): string => (typeof form[name] === 'string' ? form[name] : '')
  const rule = text('rule')
  if (what === 'rule-on') await switchRuleOn(office, actor, { agencyId, rule })
  else await switchRuleOff(office, actor, { agencyId, rule, reason: text('reason'), until: text('until') || null })
}

function yearOf(c: Context<WebEnv>): number | undefined {
  const text = c.req.query('year') ?? ''
  return /^20\d{2}$/.test(text) ? Number(text) : undefined
}

function filterOf(c: Context<WebEnv>): AgencyFilter {
  const { state, q = '', page = '1' } = c.req.query()
  return {
    search: q.slice(0, 60),
    state: AgencyState.safeParse(state).data,
    year: yearOf(c),
    page: Number.isSafeInteger(Number(page)) ? Number(page) : 1,
  }
}

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { chinaDay, weekOfDay } from '../../checklist/china-day.ts'
import { digestXlsx } from '../../export/digest-xlsx.ts'
import { AgencyState } from '../../model/agency.ts'
import { requireSupervisor } from '../../office/access.ts'
import { agenciesOf, gatherDigest } from '../../office/gather-digest.ts'
import { now } from '../../office/office.ts'
import { remindAgencies } from '../../office/remind-agency.ts'
import { markPublished, setDeadline } from '../../office/set-agency.ts'
import { viewAgencies, viewAgency, type AgencyFilter } from '../../office/view-agencies.ts'
import { AgenciesView } from './agencies-view.tsx'
import { AgencyPage } from './agency-view.tsx'
import { PageShell, renderPage } from './page-shell.tsx'
import { problemOf } from './sign-in-page.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** `/agencies`: where the actor's agencies stand; one of them with its versions; what may be done about it. */
export function addAgencyPages(app: OpenAPIHono<WebEnv>, { office, assets }: WebOptions): void {
  const { words } = office
  const shell = (title: string, page: unknown) =>
    renderPage(
      <PageShell words={words} assets={assets} title={title} script={false}>
        {page as never}
      </PageShell>,
    )
  const drawAgency = async (c: Context<WebEnv>, id: string, said: string | null, status: 200 | 400 = 200) => {
    const view = await viewAgency(office, c.get('actor'), id, yearOf(c))
    return c.html(shell(view.standing.agency.name, <AgencyPage words={words} view={view} actor={c.get('actor')} said={said} />), status)
  }

  app.get('/agencies', async (c) => {
    const filter = filterOf(c)
    const actor = c.get('actor')
    return c.html(
      shell(
        words.plain('agencies.page.title'),
        <AgenciesView words={words} table={await viewAgencies(office, actor, filter)} filter={filter} actor={actor} />,
      ),
    )
  })

  app.get('/agencies/export.xlsx', async (c) => {
    const actor = c.get('actor')
    requireSupervisor(actor)
    const at = now(office)
    const year = yearOf(c)
    const digest = await gatherDigest(office, {
      agencies: await agenciesOf(office, actor),
      week: weekOfDay(chinaDay(at)),
      at,
      ...(year === undefined ? {} : { year }),
    })
    const bytes = await digestXlsx(digest, (key, values) => words.plain(key, values))
    await office.store.commit([
      office.store.audit.add({
        id: office.ids.next(),
        at,
        actor: actor.userId,
        action: 'agencies.export',
        subject: 'agencies',
        detail: { agencies: digest.counts.all },
      }),
    ])
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': XLSX,
      'content-disposition': `attachment; filename="agencies.xlsx"; filename*=UTF-8''${encodeURIComponent(words.plain('digest.file', { week: digest.week }))}`,
    })
  })

  app.get('/agencies/:id', (c) => drawAgency(c, c.req.param('id'), null))

  app.post('/agencies/:id/:what{remind|publish|unpublish|deadline}', async (c) => {
    const actor = c.get('actor')
    const id = c.req.param('id')
    const view = await viewAgency(office, actor, id, yearOf(c))
    const what = c.req.param('what')
    if (what === 'remind') {
      const { told, already, unreachable } = await remindAgencies(office, actor, { agencyId: id })
      return drawAgency(
        c,
        id,
        words.plain('agencies.reminded', { told: told.length, already, unreachable: unreachable.length, names: unreachable.join('、') }),
      )
    }
    if (what === 'deadline') {
      const form = await c.req.parseBody()
      const kind = view.standing.agency.kind === 'government' ? form['kind'] : view.standing.agency.kind
      try {
        await setDeadline(office, actor, {
          superiorId: id,
          kind: KINDS.find((one) => one === kind) ?? 'department',
          year: view.year,
          due: String(form['due'] ?? ''),
        })
      } catch (error) {
        return drawAgency(c, id, problemOf(error, words), 400)
      }
    } else await markPublished(office, actor, { agencyId: id, year: view.year, published: what === 'publish' })
    return c.redirect(`/agencies/${id}?year=${view.year}`, 303)
  })
}

export const KINDS = ['department', 'office', 'government', 'township'] as const

function yearOf(c: Context<WebEnv>): number | undefined {
  const text = c.req.query('year') ?? ''
  return /^20\d{2}$/.test(text) ? Number(text) : undefined
}

function filterOf(c: Context<WebEnv>): AgencyFilter {
  const state = AgencyState.safeParse(c.req.query('state'))
  const year = yearOf(c)
  const page = Number(c.req.query('page') ?? '1')
  return {
    search: (c.req.query('q') ?? '').slice(0, 60),
    ...(state.success ? { state: state.data } : {}),
    ...(year === undefined ? {} : { year }),
    page: Number.isSafeInteger(page) ? page : 1,
  }
}

import { z } from 'zod'
import { answerOfPlatform } from './host/open-platforms.ts'
import { systemClock, systemIds } from './host/system.ts'
import { noteClient } from './platforms/web/client-address.ts'
import { linkFromEnvironment, type Link } from './platforms/web/link.ts'
import { readSecurityContact, SECURITY_TXT } from './platforms/web/security-txt.ts'
import { createWebApp } from './platforms/web/web-app.tsx'
import { createSqlStore } from './store/sql-store.ts'
import { AGENCIES_PATH, agenciesRoute } from './worker/agencies-route.ts'
import type { QueueBatch, Invocation, WorkerEnv } from './worker/bindings.ts'
import { settingsOf } from './worker/bindings.ts'
import { knowledge } from './worker/compose-knowledge.ts'
import { composeWorker } from './worker/compose-worker.ts'
import { d1Database } from './worker/d1-database.ts'
import { createDoor, type Door } from './worker/door.tsx'
import { logFault } from './worker/fault-line.ts'
import { polledHub } from './worker/polled-hub.ts'
import { planSchedules } from './worker/plan-schedules.ts'
import { wakeForOverdue, workDue } from './worker/work-due.ts'

/** As in wrangler.toml. */
const EVERY_MINUTE = '* * * * *'
const QueueMessage = z.object({ bell: z.literal('work') })

/** The office on Cloudflare Workers: the page and Slack over fetch, the work over the queue, the digest by cron. */
export default {
  async fetch(request: Request, env: WorkerEnv, invocation: Invocation): Promise<Response> {
    const url = new URL(request.url)
    const known = knowledge()
    const settings = settingsOf(env)
    const link = linkFromEnvironment(settings)
    const path = link.pathOf(request)
    if (path === '/healthz') return Response.json({ status: 'ok' })
    const style = known.files.get(path)
    // Cloudflare itself writes this header; what a client sends under its name never arrives.
    noteClient(request, { address: request.headers.get('cf-connecting-ip') ?? '', secure: url.protocol === 'https:' })
    const limited = { store: createSqlStore(d1Database(env.DB)), clock: systemClock, ids: systemIds }
    const door = createDoor(settings['NIANBAO_SETUP_TOKEN'], known.words, link, limited)
    // The door's own page is drawn with the same style.
    if (style && request.method === 'GET') return drawAsset(style.body, style.type, url.searchParams.has('v'))
    if (!door.open || path === '/sign-in' || path === '/sign-out') return door.routes.fetch(request)
    try {
      return await serve(request, { env, invocation, link, identify: door.identify })
    } catch (error) {
      logFault('fetch', error)
      return new Response(known.words.plain('worker.bad-setting'), {
        status: 503,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      })
    }
  },

  async queue(batch: QueueBatch, env: WorkerEnv, invocation: Invocation): Promise<void> {
    const composed = await composeWorker(env, invocation)
    for (const message of batch.messages) {
      if (QueueMessage.safeParse(message.body).success) await workDue(composed, env.JOBS)
      message.ack()
    }
  },

  async scheduled(event: { readonly cron: string; readonly scheduledTime: number }, env: WorkerEnv, invocation: Invocation): Promise<void> {
    const composed = await composeWorker(env, invocation)
    const at = new Date(event.scheduledTime)
    // The digest has its own trigger; every full hour catches up on a trigger that did not come.
    if (event.cron !== EVERY_MINUTE || at.getUTCMinutes() === 0) await planSchedules(composed.office, settingsOf(env), at)
    await wakeForOverdue(composed, env.JOBS)
  },
}

type Serving = Readonly<{ env: WorkerEnv; invocation: Invocation; link: Link; identify: Door['identify'] }>

async function serve(request: Request, { env, invocation, link, identify }: Serving): Promise<Response> {
  const { office, platforms, uploadBytes, flight, knowledge: known } = await composeWorker(env, invocation)
  const path = link.pathOf(request)
  const answered = answerOfPlatform(platforms, path, request)
  if (answered) return answered
  const { hostname } = new URL(request.url)
  const actor = await identify(request)
  if (path === AGENCIES_PATH && request.method === 'PUT') return agenciesRoute(office, actor, hostname, link).fetch(request)
  const page =
    request.method === 'GET' &&
    path !== SECURITY_TXT &&
    !path.startsWith('/api/') &&
    (request.headers.get('accept') ?? '').includes('text/html')
  if (!actor && page) return new Response(null, { status: 302, headers: { location: link('sign-in') } })
  const web = createWebApp({
    office,
    uploadBytes,
    flight,
    link,
    identify,
    hub: polledHub(),
    assets: known.assets,
    files: known.files,
    // Cloudflare hands over only what was sent to a name of this Worker's own.
    hosts: [hostname],
    local: false,
    securityContact: readSecurityContact(settingsOf(env)),
    onFault: (error) => logFault('web', error),
  })
  return web.fetch(request)
}

const drawAsset = (body: Uint8Array, type: string, named: boolean): Response =>
  new Response(body as Uint8Array<ArrayBuffer>, {
    headers: {
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'cache-control': named ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  })

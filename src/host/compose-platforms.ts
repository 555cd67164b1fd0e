import type { Http2Bindings, HttpBindings } from '@hono/node-server'
import type { Limits } from '../extract/limits.ts'
import type { Office } from '../office/office.ts'
import type { PlatformDefinition } from '../platforms/platform-definition.ts'
import { createFlightBudget } from '../platforms/flight-budget.ts'
import { createChangeHub } from '../platforms/web/change-hub.ts'
import { linkFromEnvironment } from '../platforms/web/link.ts'
import type { Assets } from '../platforms/web/page-shell.tsx'
import { readSecurityContact } from '../platforms/web/security-txt.ts'
import { noteClient } from '../platforms/web/client-address.ts'
import { createWebApp } from '../platforms/web/web-app.tsx'
import type { Asset } from '../platforms/web/web-context.ts'
import type { NodeDatabase } from '../store/node-sqlite.ts'
import { createSignIn } from './create-sign-in.ts'
import type { FaultLog } from './fault-log.ts'
import { followPerson } from './follow-person.ts'
import type { StorageHealth } from './storage-health.ts'
import { identifyPerson } from './identify-person.ts'
import { answerOfPlatform, openPlatforms } from './open-platforms.ts'
import { readHosts } from './read-settings.ts'
import { readTrustedProxies } from './trusted-proxies.ts'

export interface NodePlatformParts {
  readonly office: Office
  readonly definitions: readonly PlatformDefinition[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly database: NodeDatabase
  readonly dataDir: string
  readonly limits: Pick<Limits, 'fileBytes' | 'flightBytes'>
  readonly log: FaultLog
  readonly health: StorageHealth
  /** Whether pictures are recognised here. */
  readonly recognise: boolean
  readonly assets: Assets
  readonly files: ReadonlyMap<string, Asset>
}

/** The page and every platform whose settings are there, on one server: `fetch` answers a platform's own path, else the page. */
// Long: a list of what is wired to what.
export async function composePlatforms(parts: NodePlatformParts) {
  const { office, env, limits, log, assets, files } = parts
  const flight = createFlightBudget(limits.flightBytes, limits.fileBytes)
  const hub = createChangeHub()
  const link = linkFromEnvironment(env)
  const readClient = readTrustedProxies(env['NIANBAO_TRUSTED_PROXIES'])
  const signIn = createSignIn(parts.database, parts.dataDir, env, link)
  const identify = identifyPerson(office, signIn)
  const web = createWebApp({
    office,
    hub,
    link,
    assets,
    files,
    uploadBytes: limits.fileBytes,
    flight,
    hosts: readHosts(env),
    recognises: parts.recognise,
    local: true,
    identify,
    follow: followPerson(office, signIn, identify),
    signInWith: signIn,
    securityContact: readSecurityContact(env),
    health: parts.health.status,
    onFault: (error) => log.fault('web', error),
  })
  const { platforms, off } = await openPlatforms(parts.definitions, {
    office,
    env,
    maxFileBytes: limits.fileBytes,
    flight,
    lasting: true,
    changed: hub.changed,
    log: (level, detail) => log.fault('platform', new Error(level), { level, detail }),
  })
  const fetch = (request: Request, { incoming: { socket } }: HttpBindings | Http2Bindings) => {
    const connection = { address: socket.remoteAddress ?? '', secure: 'encrypted' in socket }
    noteClient(request, readClient(request.headers, connection))
    return answerOfPlatform(platforms, link.pathOf(request), request) ?? web.fetch(request)
  }
  return { fetch, platforms, off, hub }
}

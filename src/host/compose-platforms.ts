import type { Office } from '../office/office.ts'
import type { PlatformDefinition } from '../platforms/platform-definition.ts'
import { createChangeHub } from '../platforms/web/change-hub.ts'
import { linkFromEnvironment } from '../platforms/web/link.ts'
import type { Assets } from '../platforms/web/page-shell.tsx'
import { readSecurityContact } from '../platforms/web/security-txt.ts'
import { createWebApp } from '../platforms/web/web-app.tsx'
import type { Asset } from '../platforms/web/web-context.ts'
import type { NodeDatabase } from '../store/node-sqlite.ts'
import { createSignIn } from './create-sign-in.ts'
import type { FaultLog } from './fault-log.ts'
import { identifyPerson } from './identify-person.ts'
import { answerOfPlatform, openPlatforms } from './open-platforms.ts'

export interface NodePlatformParts {
  readonly office: Office
  readonly definitions: readonly PlatformDefinition[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly database: NodeDatabase
  readonly dataDir: string
  readonly uploadBytes: number
  readonly log: FaultLog
  readonly assets: Assets
  readonly files: ReadonlyMap<string, Asset>
}

/** The page and every platform whose settings are there, on one server: `fetch` answers a platform's own path, else the page. */
export async function composePlatforms(parts: NodePlatformParts) {
  const { office, env, uploadBytes, log, assets, files } = parts
  const hub = createChangeHub()
  const link = linkFromEnvironment(env)
  const signIn = createSignIn(parts.database, parts.dataDir, env, link)
  const web = createWebApp({
    office,
    hub,
    link,
    assets,
    files,
    uploadBytes,
    hosts: readHosts(env['NIANBAO_HOSTS']),
    local: true,
    identify: identifyPerson(office, signIn),
    signInWith: signIn,
    securityContact: readSecurityContact(env),
    onFault: (error) => log.fault('web', error),
  })
  const { platforms, off } = await openPlatforms(parts.definitions, {
    office,
    env,
    maxFileBytes: uploadBytes,
    lasting: true,
    changed: hub.changed,
    log: (level, detail) => log.fault('platform', new Error(level), { level, detail }),
  })
  const fetch = (request: Request) => answerOfPlatform(platforms, link.pathOf(request), request) ?? web.fetch(request)
  return { fetch, platforms, off, hub }
}

const readHosts = (list = ''): string[] =>
  list
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter(Boolean)

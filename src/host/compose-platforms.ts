import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import type { Platform } from '../model/ports/platform.ts'
import type { Office } from '../office/office.ts'
import { readSlackSettings } from '../platforms/slack/slack-settings.ts'
import { createChangeHub, type ChangeHub } from '../platforms/web/change-hub.ts'
import type { Assets } from '../platforms/web/page-shell.tsx'
import { createWebApp } from '../platforms/web/web-app.tsx'
import { createWebSender } from '../platforms/web/web-sender.ts'
import type { Asset, WebEnv } from '../platforms/web/web-context.ts'
import type { NodeDatabase } from '../store/node-sqlite.ts'
import { createSignIn } from './create-sign-in.ts'
import type { FaultLog } from './fault-log.ts'
import { findSlackPerson } from './find-slack-person.ts'
import { identifyPerson } from './identify-person.ts'

export interface PlatformParts {
  readonly office: Office
  readonly env: Readonly<Record<string, string | undefined>>
  readonly database: NodeDatabase
  readonly dataDir: string
  readonly uploadBytes: number
  readonly log: FaultLog
  readonly assets: Assets
  readonly files: ReadonlyMap<string, Asset>
}

export interface ComposedPlatforms {
  readonly app: Hono
  readonly platforms: readonly Platform[]
  /** Names of those that are not set up. */
  readonly off: readonly string[]
  readonly hub: ChangeHub
}

/** The web page and every platform whose settings are there, on one server. */
export async function composePlatforms(parts: PlatformParts): Promise<ComposedPlatforms> {
  const { office, env, uploadBytes, log, assets, files } = parts
  const hub = createChangeHub()
  const signIn = createSignIn(parts.database, parts.dataDir, env)
  const web: OpenAPIHono<WebEnv> = createWebApp({
    office,
    hub,
    assets,
    files,
    uploadBytes,
    hosts: (env['NIANBAO_HOSTS'] ?? '')
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
    local: true,
    identify: identifyPerson(office.store.users, signIn),
    signInWith: signIn,
    onFault: (error) => log.fault('web', error),
  })
  const platforms: Platform[] = [{ name: 'web', sender: createWebSender(hub), handlers: [] }]
  const off: string[] = []
  if (readSlackSettings(env)) {
    // Bolt is loaded only where it is wanted: it takes as long as all the rest.
    const { createSlackPlatform } = await import('../platforms/slack/slack-platform.ts')
    const slack = createSlackPlatform(env, {
      office,
      maxFileBytes: uploadBytes,
      findPerson: findSlackPerson(office.store),
      log: (level, detail) => log.fault('slack', new Error(level), { level, detail }),
    })
    if (slack) platforms.push(slack)
  } else off.push('slack')
  const app = new Hono()
  for (const { http } of platforms) if (http) app.all(`${http.path}/*`, (c) => http.fetch(c.req.raw))
  app.route('/', web)
  return { app, platforms, off, hub }
}

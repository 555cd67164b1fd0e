import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { packCatalogue } from './draft-work/packed-catalogue.ts'
import { limitsFromEnvironment } from './extract/limits.ts'
import { composeAnswerer } from './host/compose-answerer.ts'
import { composeRules } from './host/compose-checker.ts'
import { composeOffice } from './host/compose-office.ts'
import { composePlatforms } from './host/compose-platforms.ts'
import { PLATFORMS } from './host/platform-list.ts'
import type { PlatformDefinition } from './platforms/platform-definition.ts'
import { linkFromEnvironment } from './platforms/web/link.ts'
import { readDigestSettings, startDigestSchedule } from './host/digest-schedule.ts'
import { createDraftPool } from './host/drafts/draft-pool.ts'
import { createFaultLog } from './host/fault-log.ts'
import { createHttpServer } from './host/http-server.ts'
import { loadAssets } from './host/load-assets.ts'
import { readKeepDays, startPurgeSchedule } from './host/purge-schedule.ts'
import { readDataFolder, readHost, readLogLevel, readPort, readRecognise } from './host/read-settings.ts'
import { keepPrivate, secureFolder } from './host/secure-folder.ts'
import { projectFolder } from './host/project-folder.ts'
import { AppError } from './model/app-error.ts'
import { openingFault } from './store/storage-fault.ts'
import type { Office } from './office/office.ts'
import type { Words } from './reply/say.ts'

export interface StartOptions {
  /** 0 takes any free one. */
  readonly port?: number
  readonly dataDir?: string
  /** Where rules, sentences and migrations are; the project's folder if left out. */
  readonly folder?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Where the built client is, for tests. */
  readonly assetFolder?: string
  /** Platforms of the product; those of platform-list.ts if left out. */
  readonly platforms?: readonly PlatformDefinition[]
  /** The line that says where to open it. */
  readonly say?: (line: string) => void
}

export interface RunningNode {
  readonly url: string
  readonly words: Words
  /** Takes nothing more, ends what it is doing or leaves it to the next start, closes the store. */
  stop(): Promise<void>
}

/**
 * Starts the whole product on this machine: page, queue, platforms; data in `./data`.
 * @throws AppError with a sentence of startup.yaml if the port or the data folder cannot be used
 */
// Long: the steps of a start, in order, and their undoing.
export async function startNode(options: StartOptions = {}): Promise<RunningNode> {
  const env = options.env ?? process.env
  const port = options.port ?? readPort(env)
  const digests = readDigestSettings(env)
  const keepDays = readKeepDays(env)
  const host = readHost(env)
  const dataDir = openDataFolder(options.dataDir ?? readDataFolder(env))
  const product = await composeProduct(options, env, dataDir).catch((error: unknown) => {
    throw openingFault(error, dataDir)
  })
  const { words, office, platforms, off, log, queue, server } = product
  try {
    await listenFor(office, server, port, host)
  } catch (error) {
    await closeProduct(product)
    throw error
  }
  queue.start()
  if (digests) product.schedules.push(startDigestSchedule(office, digests, (error) => log.fault('digest', error)))
  product.schedules.push(startPurgeSchedule(office, keepDays, (error) => log.fault('purge', error)))
  product.drafts.warm()
  for (const platform of platforms) await platform.start?.()
  const url = `http://localhost:${(server.address() as AddressInfo).port}${linkFromEnvironment(env).base}`
  const name = (platform: string): string => words.plain(`${platform}.platform`)
  options.say?.(words.plain('startup.ready', { url, on: platforms.map((platform) => name(platform.name)), off: off.map(name) }))
  for (const platform of platforms) if (platform.describe) options.say?.(platform.describe())
  let stopping: Promise<void> | null = null
  return { url, words, stop: () => (stopping ??= closeProduct(product)) }
}

/** Everything that a start needs, put together and not yet running. */
async function composeProduct(options: StartOptions, env: NonNullable<StartOptions['env']>, dataDir: string) {
  const folder = options.folder ?? projectFolder
  const definitions = options.platforms ?? PLATFORMS
  const limits = limitsFromEnvironment(env)
  const log = createFaultLog(readLogLevel(env))
  const recognise = readRecognise(env)
  const composed = composeRules(folder)
  const open = secureFolder(dataDir)
  if (open) options.say?.(composed.words.plain(`startup.folder-${open}`, { folder: dataDir }))
  const checkPages = isCheckedAtStart(dataDir)
  if (!checkPages) options.say?.(composed.words.plain('startup.not-checked'))
  const catalogue = packCatalogue(composed.catalogue)
  const drafts = createDraftPool({ limits, catalogue: () => catalogue, recognise })
  const answerer = await composeAnswerer(composed, folder)
  const officeParts = { dataDir, folder, composed, drafts, answerer, platforms: definitions, checkPages }
  const { office, database, health, createQueue } = composeOffice(officeParts)
  const assets = loadAssets(options.assetFolder ?? join(folder, 'dist/public'))
  const parts = { office, definitions, env, database, dataDir, limits, log, health, recognise, ...assets }
  const { fetch, platforms, off, hub } = await composePlatforms(parts)
  const queue = createQueue({
    handlers: platforms.flatMap((platform) => platform.handlers),
    senders: platforms.map((platform) => platform.sender),
    onFailure: ({ what, id, error, final }) => log.fault(what, error, { id, final }),
  })
  const server = createHttpServer({ fetch, words: composed.words, onFault: (error) => log.fault('http', error) })
  const schedules: (() => void)[] = []
  return { words: composed.words, office, database, platforms, off, hub, log, queue, server, schedules, drafts }
}

type Product = Awaited<ReturnType<typeof composeProduct>>

/** Takes nothing more in, waits a little for the work in hand, and closes the store last. */
async function closeProduct({ schedules, hub, platforms, server, queue, drafts, database }: Product): Promise<void> {
  for (const stopSchedule of schedules) stopSchedule()
  hub.close()
  await Promise.all(platforms.map((platform) => platform.stop?.()))
  const closed = new Promise((done) => server.close(done))
  server.closeAllConnections()
  await closed
  const worked = queue.stop()
  await Promise.race([worked, new Promise((done) => setTimeout(done, 3000).unref())])
  await drafts.close()
  await worked
  database.close()
}

/** Without users everybody who reaches the page may do everything, so only this machine may reach it. */
const isThisMachine = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

function openDataFolder(folder: string): string {
  const path = resolve(folder)
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    accessSync(path, constants.W_OK)
  } catch {
    throw new AppError('bad-setting', 'data folder', { key: 'startup.data-denied', with: { folder: path } })
  }
  return path
}

/** Checking the pages of 500 MB takes half a second; of a database beyond this it would hold up the start. */
const MOST_CHECKED = 4 * 1024 ** 3

const isCheckedAtStart = (dataDir: string): boolean =>
  (statSync(join(dataDir, 'nianbao.db'), { throwIfNoEntry: false })?.size ?? 0) < MOST_CHECKED

/** Listens; for other machines only if users are set up. */
async function listenFor({ store }: Office, server: Server, port: number, host: string): Promise<void> {
  if (!isThisMachine(host) && (await store.users.count()) === 0)
    throw new AppError('bad-setting', 'NIANBAO_HOST', { key: 'startup.host-needs-users' })
  await listen(server, port, host)
}

const NO_SUCH_HOST: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL', 'EINVAL', 'EAFNOSUPPORT'])

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        fail(new AppError('unavailable', 'port in use', { key: 'startup.port-in-use', with: { port, other: port + 1 } }))
      else if (error.code === 'EACCES') fail(new AppError('unavailable', 'port denied', { key: 'startup.port-denied', with: { port } }))
      else if (NO_SUCH_HOST.has(error.code ?? ''))
        fail(new AppError('bad-setting', 'NIANBAO_HOST', { key: 'startup.bad-host', with: { host } }))
      else fail(error)
    })
    server.listen(port, host, done)
  })

/**
 * Serves until Ctrl-C or SIGTERM; the second Ctrl-C does not wait.
 * @returns the exit status
 */
export async function serve(options: StartOptions = {}): Promise<number> {
  keepPrivate()
  const node = await startNode({ say: (line) => console.log(line), ...options })
  await new Promise<void>((done) => {
    let asked = false
    const stop = (): void => {
      if (asked) process.exit(130)
      asked = true
      done()
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
  console.log(node.words.plain('startup.stopping'))
  await node.stop()
  console.log(node.words.plain('startup.stopped'))
  return 0
}

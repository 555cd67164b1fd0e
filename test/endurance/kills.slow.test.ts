import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { childrenOf } from '../support/child-processes.ts'
import { itWith, LINUX } from '../support/needs.ts'
import { ACT_KINDS, AGENCIES, agencyName, attempt, nextAct, type Act, type ActKind, type Places } from './acts.ts'
import { judgeKept } from './judge-kept.ts'
import { readKept } from './kept.ts'
import { LONG, SEED } from './length.ts'
import { createRandom, type Random } from './random.ts'
import { startServer, type Server } from './start-server.ts'

const KILLS = LONG ? 200 : 12
const DAY = 86_400
/** Seconds that the clock is off in a life of the server; mostly it is right. */
const CLOCKS = [0, 0, 0, 0, -DAY, DAY, -3600, 3600]
/** The last life has the right clock; the one before an hour less, so that its leases have run out and nobody waits for them. */
const LAST_CLOCKS = [0, -3600]
const root = join(import.meta.dirname, '../..')

let folder: string
let data: string
let server: Server | null = null
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-kills-'))
  data = join(folder, 'data')
  const names = Array.from({ length: AGENCIES }, (_, number) => agencyName(number))
  writeFileSync(
    join(folder, 'list.csv'),
    ['名称,上级,类型', '临川市安平区人民政府,,政府', ...names.map((name) => `${name},临川市安平区人民政府,部门`)].join('\n'),
  )
  execFileSync(process.execPath, [join(root, 'bin/nianbao.mjs'), 'agencies', 'import', join(folder, 'list.csv'), '--data', data], {
    cwd: root,
  })
})
afterAll(async () => {
  await server?.kill()
  rmSync(folder, { recursive: true, force: true })
})

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

/** Waits until nothing is left to do; leases of dead processes run out after half a minute. */
const settled = (): Promise<void> =>
  expect
    .poll(() => readKept(data).unfinished, { timeout: LONG ? 900_000 : 120_000, interval: 500 })
    .toEqual([])
    .catch(() => undefined)

async function retry({ url }: Server, { id, conversation }: { readonly id: string; readonly conversation: string }): Promise<void> {
  const body = JSON.stringify({ command: 'retry', value: id })
  const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
  const answer = await fetch(`${url}/api/conversations/${conversation}/commands`, init)
  expect(answer.status, await answer.text()).toBe(200)
}

/** One conversation for each kind of act, and a checked draft, before anything is killed. */
async function prepare({ url }: Server): Promise<{ places: Places; first: Act }> {
  const open = async () => ((await (await fetch(`${url}/api/conversations`, { method: 'POST' })).json()) as { id: string }).id
  const conversations = Object.fromEntries(await Promise.all(ACT_KINDS.map(async (kind) => [kind, await open()]))) as Record<
    ActKind,
    string
  >
  const first: Act = { kind: 'draft', number: 0, key: `kill-${SEED}-first`, answer: null }
  await attempt(url, first, { conversations, draftId: '' })
  const [draft] = (first.answer as { drafts: { id: string }[] }).drafts
  const states = async () => {
    const answer = await fetch(`${url}/api/conversations/${conversations.draft}/messages`)
    return ((await answer.json()) as { messages: { state: string }[] }).messages.map(({ state }) => state)
  }
  await expect.poll(states, { timeout: 60_000, interval: 100 }).toEqual(['done', 'done'])
  return { places: { conversations, draftId: draft?.id ?? '' }, first }
}

/**
 * Acts for a while, then kills a process that reads drafts, or not, and the server. What was not acknowledged is done again, and
 * one act that was: its answer may have been lost on the way.
 */
async function liveAndDie(server: Server, random: Random, acts: Act[], places: Places): Promise<void> {
  const [again, known] = [acts.filter(({ answer }) => answer === null), acts.filter(({ answer }) => answer !== null)]
  const fresh = Array.from({ length: 2 + random.below(5) }, (_, index) => nextAct(random, SEED, acts.length + index))
  acts.push(...fresh)
  // Drawn whether they are used or not, so that the choices of a seed stay the same.
  const [reader, which, first, then, repeated] = [
    random.below(4) === 0,
    random.below(1000),
    random.below(1500),
    random.below(1500),
    random.below(1000),
  ]
  const going = Promise.all(
    [...again, ...fresh, ...known.slice(repeated % known.length).slice(0, 1)].map((act) => attempt(server.url, act, places)),
  )
  await wait(first)
  if (reader) {
    const child = childrenOf(server.pid).at(which % 2)
    if (child !== undefined) process.kill(child, 'SIGKILL')
    await wait(then)
  }
  await server.kill()
  await going
}

itWith(
  LINUX,
  `loses nothing, says nothing twice and leaves nothing over ${KILLS} kills, some with another clock (seed ${SEED})`,
  async () => {
    const random = createRandom(SEED)
    server = await startServer(data)
    const { places, first } = await prepare(server)
    const acts = [first]
    for (let kill = 0; kill < KILLS; kill++) {
      await liveAndDie(server, random, acts, places)
      const clock = random.pick(CLOCKS)
      server = await startServer(data, {}, LAST_CLOCKS[KILLS - 1 - kill] ?? clock)
    }
    // With the right clock, what was left is done.
    const { url } = server
    for (let round = 0; round < 5; round++)
      await Promise.all(acts.filter(({ answer }) => answer === null).map((act) => attempt(url, act, places)))
    await settled()
    // Drafts whose check was interrupted too often say so, and are checked when 再试 is pressed.
    const failed = readKept(data).drafts.filter(({ state }) => state === 'failed')
    for (const draft of failed) await retry(server, draft)
    await settled()
    const { unfinished } = readKept(data)
    await server.kill()
    // Three days later files without a row are old enough to be swept.
    server = await startServer(data, { NO_FAKE_STAT: '1' }, 3 * DAY)
    await expect
      .poll(() => readKept(data).filesWithoutRow, { timeout: 10_000, interval: 500 })
      .toEqual([])
      .catch(() => undefined)
    await server.kill('SIGTERM')

    const kept = readKept(data)
    console.log(
      `seed ${SEED}: ${KILLS} kills, ${acts.length} acts, ${kept.drafts.length} drafts (${failed.length} tried again), ${kept.messages.length} messages`,
    )
    expect([...unfinished, ...judgeKept(kept, acts, places)]).toEqual([])
  },
  LONG ? 3_600_000 : 600_000,
)

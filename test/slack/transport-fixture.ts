import { randomUUID } from 'node:crypto'
import { openNodeSqlite } from '../../src/store/node-sqlite.ts'
import { systemClock } from '../../src/host/system.ts'
import { createSqlStore } from '../../src/store/sql-store.ts'
import type { Clock } from '../../src/model/ports/clock.ts'
import { createKeep } from '../../src/platforms/slack/keep-body.ts'
import type { TakeInDependencies } from '../../src/platforms/slack/take-in.ts'

/** A real store in memory, and what was answered within an acknowledgement. */
export function transportFixture(gather = true) {
  const database = openNodeSqlite(':memory:', 'migrations')
  const store = createSqlStore(database)
  const now: Record<string, unknown>[] = []
  const log: string[] = []
  let clock = systemClock.now
  const dependencies: TakeInDependencies & { readonly clock: Clock } = {
    clock: { now: () => clock() },
    keep: createKeep({ store, ids: { next: () => randomUUID() }, clock: { now: () => clock() }, wake: () => {}, gather }),
    answerNow: async (body) => {
      now.push(body)
      return undefined
    },
    sayTaken: () => '正在找',
  }
  return {
    store,
    database,
    now,
    log,
    dependencies,
    setClock: (next: () => Date) => {
      clock = next
    },
    inbox: () => database.all<{ id: string; body: string }>('SELECT id, body FROM inbox ORDER BY at, id'),
    jobs: () => database.all<{ id: string; kind: string; payload: string }>('SELECT id, kind, payload FROM jobs'),
  }
}

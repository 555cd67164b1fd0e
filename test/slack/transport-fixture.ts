import { randomUUID } from 'node:crypto'
import { systemClock } from '../../src/host/system.ts'
import { createKeep, type Body } from '../../src/platforms/inbox/keep-body.ts'
import { takeIn } from '../../src/platforms/inbox/open-inbox.ts'
import { sortBody } from '../../src/platforms/slack/sort-body.ts'
import { openNodeSqlite } from '../../src/store/node-sqlite.ts'
import { createSqlStore } from '../../src/store/sql-store.ts'
import { reference } from '../support/reference.ts'

/** A real store in memory, and the answers inside acknowledgements. */
export function transportFixture(gather = true) {
  const database = openNodeSqlite(':memory:', 'migrations')
  const store = createSqlStore(database)
  const now: Body[] = []
  const log: string[] = []
  let time = systemClock.now
  const clock = { now: () => time() }
  const keep = createKeep({
    platform: 'slack',
    office: { store, clock, ids: { next: () => randomUUID() }, wake: () => {} },
    gather,
  })
  const options = {
    sort: (body: Body) => sortBody(reference.lexicon, body),
    keep,
    answerNow: async (body: Body) => void now.push(body),
    acknowledge: (body: Body) => (typeof body['command'] === 'string' ? { response_type: 'ephemeral', text: '正在找' } : undefined),
  }
  return {
    store,
    database,
    now,
    log,
    dependencies: { clock, takeIn: (body: Body) => takeIn(body, options) },
    setClock: (next: () => Date) => {
      time = next
    },
    inbox: () => database.all<{ id: string; body: string }>('SELECT id, body FROM inbox ORDER BY at, id'),
    jobs: () => database.all<{ id: string; kind: string; payload: string }>('SELECT id, kind, payload FROM jobs'),
  }
}

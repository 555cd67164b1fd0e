// The digest and the supervisor's page over 100, 1,000 and 10,000 agencies with 10 versions each.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createChangeHub } from '../../src/platforms/web/change-hub.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { composeOffice } from '../../src/host/compose-office.ts'
import { projectFolder } from '../../src/host/project-folder.ts'
import { digestXlsx } from '../../src/export/digest-xlsx.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { gatherDigest } from '../../src/office/gather-digest.ts'
import { weekOfDay } from '../../src/checklist/china-day.ts'
import { digestReply } from '../../src/reply/digest-reply.ts'

const rounds = Number(process.argv[2] ?? 7)
const sizes = rounds === 1 ? [100, 1_000] : [100, 1_000, 10_000]
const VERSIONS = 10
const AT = '2027-01-18T01:00:00.000Z'
const composed = composeChecker(projectFolder)
const refuse = async (): Promise<never> => {
  throw new Error('nothing to read')
}
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number

async function measure(run: () => Promise<unknown>): Promise<number> {
  await run()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    await run()
    times.push(performance.now() - start)
  }
  return median(times)
}

/**
 * Writes straight into the tables: 100,000 drafts through the office would take hours. One agency in five is clean, one
 * in ten has sent nothing.
 */
function fill(native: import('better-sqlite3').Database, size: number): void {
  const rules = composed.checker.rules.filter(({ severity }) => severity !== 'notice').map(({ id }) => id)
  const run = (sql: string) => native.prepare(sql)
  const agency = run('INSERT INTO agencies (id, name, short_names, superior_id, kind, position, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
  const draft = run(
    `INSERT INTO drafts (id, conversation_id, message_id, sent_by, sent_by_name, sent_at, file, size, sha256, blob, state, agency_id, agency, year, series, version) VALUES (?, 'c', 'm', 'u', 'u', ?, 'x.docx', 1, '0', 'drafts/x', 'checked', ?, ?, 2026, ?, ?)`,
  )
  const list = run(
    'INSERT INTO checklists (id, draft_id, checked_at, errors, warnings, notices, waived, fixed, unknown, body) VALUES (?, ?, ?, ?, 0, 0, 0, 0, 0, ?)',
  )
  const finding = run(`INSERT INTO findings (checklist_id, position, rule, severity, state, fingerprint) VALUES (?, ?, ?, ?, 'still', ?)`)
  native.transaction(() => {
    for (let one = 0; one < size; one++) {
      const id = `a${String(one).padStart(6, '0')}`
      agency.run(id, `第${one}局`, '[]', one === 0 ? null : 'a000000', one === 0 ? 'government' : 'department', one, AT)
      if (one % 10 === 9) continue
      for (let version = 1; version <= VERSIONS; version++) {
        const at = new Date(Date.UTC(2026, 11, 1) + version * 4 * 86_400_000 + (one % 1000) * 1000).toISOString()
        const count = one % 5 === 0 ? 0 : 12 - version
        draft.run(`${id}d${version}`, at, id, `第${one}局`, `${id}|2026`, version)
        list.run(
          `${id}l${version}`,
          `${id}d${version}`,
          at,
          count,
          JSON.stringify({
            id: 'l',
            draftId: 'd',
            file: 'x.docx',
            agency: null,
            year: 2026,
            form: '2021',
            version,
            checkedAt: at,
            rules: 1,
            items: [],
            waived: [],
            fixed: [],
            unknown: [],
          }),
        )
        for (let index = 0; index < count; index++)
          finding.run(`${id}l${version}`, index, rules[(one + index * 7) % rules.length], index % 2 ? 'warning' : 'error', `${index}`)
      }
    }
  })()
  native.exec('ANALYZE')
}

const rows: string[] = []
for (const size of sizes) {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const { office, database } = composeOffice({
    dataDir,
    folder: projectFolder,
    composed,
    drafts: { attempt: refuse },
    answerer: { answer: refuse },
    clock: { now: () => new Date(AT) },
  })
  fill(database.native, size)
  const app = createWebApp({
    office,
    hub: createChangeHub(),
    link: createLink(),
    assets: { script: '/s.js', style: '/s.css' },
    files: new Map(),
    hosts: [],
    uploadBytes: 1,
    local: true,
    identify: async () => LOCAL_PERSON,
    onFault: (error) => {
      throw error
    },
  })
  const gather = async () => gatherDigest(office, { agencies: await office.store.agencies.all(), week: weekOfDay('2027-01-17'), at: AT })
  const digest = await gather()
  const page = async (path: string) => {
    const response = await app.request(path)
    if (response.status !== 200) throw new Error(`${path} ${response.status}`)
    await response.text()
  }
  const times = {
    gather: await measure(gather),
    reply: await measure(async () => digestReply(digest, office.words)),
    xlsx: await measure(() => digestXlsx(digest, (key, values) => office.words.plain(key, values))),
    page: await measure(() => page('/agencies')),
    search: await measure(() => page(`/agencies?q=${encodeURIComponent('第42局')}&state=errors`)),
    one: await measure(() => page('/agencies/a000001')),
  }
  const outstanding = digest.counts.errors + digest.counts.missing
  const each = (time: number) => `${time.toFixed(1)} (${((time * 1000) / outstanding).toFixed(0)})`
  rows.push(
    `| ${size} | ${outstanding} | ${each(times.gather)} | ${times.reply.toFixed(1)} | ${each(times.xlsx)} | ${each(times.page)} | ${times.search.toFixed(1)} | ${times.one.toFixed(1)} | ${Math.round(process.memoryUsage.rss() / 1_048_576)} |`,
  )
  console.log(rows.at(-1))
  database.close()
  rmSync(dataDir, { recursive: true, force: true })
}
console.log(
  [
    '',
    '| agencies | outstanding | digest ms (µs an outstanding agency) | chat ms | xlsx ms (µs) | page ms (µs) | search ms | one agency ms | memory MB |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n'),
)

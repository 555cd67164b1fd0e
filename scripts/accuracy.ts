// Prints docs/accuracy.md's tables: planted defects found and false alarms by rule group and format, and the five real
// reports against a reviewer's list; the notices that a person sees in a checklist.
// Usage: npx tsx scripts/accuracy.ts [--shared ../shared] [--write] [--notices]   (--notices: only those)
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { checkFiles, type Checked, checklistOf } from '../src/host/check-files.ts'
import { composeRules } from '../src/host/compose-checker.ts'
import { openDraftPool } from '../src/host/drafts/open-draft-pool.ts'
import { unpackDocument } from '../src/model/packed-document.ts'
import type { Finding } from '../src/model/finding.ts'

interface Truth {
  readonly expect: readonly string[]
  readonly also: readonly string[]
  readonly mutation: string | null
  readonly format: string
}
interface Defect {
  readonly id: string
  readonly seed: string
  readonly file: string
  readonly tier: string
  readonly rules: readonly string[]
  readonly what?: string
  readonly title?: string
}
interface Trap {
  readonly id: string
  readonly file: string
  readonly title: string
  readonly evidence: readonly { readonly quote: string }[]
}

const shared = process.argv.includes('--shared')
  ? (process.argv[process.argv.indexOf('--shared') + 1] ?? '')
  : join(import.meta.dirname, '../../shared')
const lines: string[] = []
const say = (line = ''): void => void lines.push(line)
const pool = openDraftPool()
const percent = (hit: number, of: number): string => (of ? `${hit}/${of} (${((hit / of) * 100).toFixed(1)}%)` : '–')
const groupOf = (rule: string): string => rule.slice(0, 2)

type Read = Checked & { status: 'checked' }
const check = async (files: readonly string[]): Promise<Map<string, Checked>> =>
  new Map((await checkFiles(files, pool)).map((checked) => [basename(checked.file), checked]))
const findingsOf = (checked: Checked | undefined): readonly Finding[] => (checked?.status === 'checked' ? checked.result.findings : [])

async function drafts(): Promise<void> {
  const truth = JSON.parse(readFileSync(join(shared, 'drafts/truth.json'), 'utf8')) as Record<string, Truth>
  const checked = await check(Object.keys(truth).map((file) => join(shared, 'drafts', file)))
  const by = new Map<string, { found: number; planted: number; falseAlarms: number; unasked: number }>()
  const row = (key: string) => by.get(key) ?? by.set(key, { found: 0, planted: 0, falseAlarms: 0, unasked: 0 }).get(key)!
  let clean = 0
  let cleanQuiet = 0
  const missed: string[] = []
  for (const [file, expected] of Object.entries(truth)) {
    const findings = findingsOf(checked.get(file))
    const format = `format ${expected.format}`
    if (expected.expect.length) {
      const hit = findings.some(({ rule }) => expected.expect.includes(rule))
      for (const key of ['all', format, `group ${groupOf(expected.expect[0] ?? '')}`]) {
        row(key).planted++
        if (hit) row(key).found++
      }
      if (!hit) missed.push(`${file} ${expected.mutation}`)
    } else {
      clean++
      if (findings.every(({ severity }) => severity === 'notice')) cleanQuiet++
    }
    for (const finding of findings) {
      if (expected.expect.includes(finding.rule) || expected.also.includes(finding.rule)) continue
      for (const key of ['all', format, `group ${groupOf(finding.rule)}`]) {
        if (finding.severity === 'notice') row(key).unasked++
        else row(key).falseAlarms++
      }
    }
  }
  say('## Planted defects (180 drafts in nine forms)')
  say()
  say(`Clean drafts without an error or warning: ${percent(cleanQuiet, clean)}.`)
  say()
  say('| | found | errors or warnings not planted | notices not planted |')
  say('|---|---|---|---|')
  for (const [key, value] of [...by].toSorted(([a], [b]) => a.localeCompare(b)))
    say(`| ${key} | ${percent(value.found, value.planted)} | ${value.falseAlarms} | ${value.unasked} |`)
  say()
  say(missed.length ? `Missed: ${missed.join('; ')}.` : 'Missed: none.')
}

async function reports(): Promise<void> {
  const expected = JSON.parse(readFileSync(join(shared, 'reports/expected.json'), 'utf8')) as {
    reports: { seed: string; file: string }[]
    defects: Defect[]
    traps: Trap[]
  }
  const fileOf = new Map(expected.reports.map(({ seed, file }) => [seed, file]))
  const checked = await check(expected.reports.map(({ file }) => join(shared, 'reports', file)))
  say()
  say('## Five real reports against a reviewer')
  say()
  say('| tier | with a rule in the catalogue, found | without one |')
  say('|---|---|---|')
  const open: string[] = []
  for (const tier of ['core', 'expected', 'optional', 'artefact']) {
    const defects = expected.defects.filter((defect) => defect.tier === tier)
    const ruled = defects.filter(({ rules }) => rules.length > 0)
    const hits = ruled.filter(({ seed, rules }) => findingsOf(checked.get(fileOf.get(seed) ?? '')).some(({ rule }) => rules.includes(rule)))
    say(`| ${tier} | ${percent(hits.length, ruled.length)} | ${defects.length - ruled.length} |`)
    if (tier === 'core' || tier === 'expected')
      open.push(...ruled.filter((defect) => !hits.includes(defect)).map(({ id, rules }) => `${id} (${rules.join('|')})`))
  }
  say()
  say(open.length ? `Not found of core and expected: ${open.join('; ')}.` : 'Not found of core and expected: none.')
  const flagged = expected.traps.flatMap((trap) =>
    trap.evidence.flatMap(({ quote }) =>
      overlapping(checked.get(trap.file), quote).map((finding) => `${trap.id} by ${finding.rule} (${finding.severity})`),
    ),
  )
  say()
  say(
    `Traps: ${expected.traps.length}; errors or warnings whose exact words overlap a trap's: ${flagged.length ? flagged.join('; ') : 'none'}.`,
  )
  say()
  say('| report | errors | warnings | notices | not judged |')
  say('|---|---|---|---|---|')
  for (const { file } of expected.reports) {
    const read = checked.get(file) as Read
    const count = (severity: string): number => findingsOf(read).filter((finding) => finding.severity === severity).length
    say(`| ${file.slice(0, 3)} | ${count('error')} | ${count('warning')} | ${count('notice')} | ${read.result.unknown.length} |`)
  }
}

/** What a checklist shows, entries counted once: a person reads these, not the findings behind them. */
async function notices(): Promise<void> {
  const truth = JSON.parse(readFileSync(join(shared, 'drafts/truth.json'), 'utf8')) as Record<string, Truth>
  const clean = Object.keys(truth).filter((file) => truth[file]?.expect.length === 0)
  const real = ['reports', 'reports/more'].flatMap((folder) =>
    readdirSync(join(shared, folder))
      .filter((file) => !/\.json$|README|template/.test(file) && file.includes('.'))
      .map((file) => join(folder, file)),
  )
  const known = composeRules()
  say()
  say('## Entries of a checklist')
  say()
  say('| | drafts | errors each | warnings each | notices each | findings behind the notices |')
  say('|---|---|---|---|---|---|')
  const rows: string[] = []
  const unread: string[] = []
  for (const [name, files] of [
    ['clean drafts', clean.map((file) => join('drafts', file))],
    ['real reports', real],
  ] as const) {
    const all = [...(await check(files.map((file) => join(shared, file)))).values()]
    const read = all.filter((one) => one.status === 'checked')
    for (const one of all) if (one.status === 'unreadable') unread.push(`${basename(one.file)} (${one.reason})`)
    const lists = read.map((one) => checklistOf(one, known))
    const count = (severity: string): number =>
      lists.reduce((sum, { items }) => sum + items.filter(({ finding }) => finding.severity === severity).length, 0)
    const behind = read.reduce((sum, one) => sum + findingsOf(one).filter(({ severity }) => severity === 'notice').length, 0)
    const each = (sum: number): string => (sum / lists.length).toFixed(2)
    say(`| ${name} | ${lists.length} | ${each(count('error'))} | ${each(count('warning'))} | ${each(count('notice'))} | ${each(behind)} |`)
    if (name === 'real reports')
      for (const { file, items } of lists)
        rows.push(
          `| ${file.slice(0, 12)} | ${(['error', 'warning', 'notice'] as const).map((severity) => items.filter(({ finding }) => finding.severity === severity).length).join(' | ')} |`,
        )
  }
  say()
  if (unread.length) say(`Could not be checked, and are in no figure: ${unread.join(', ')}.\n`)
  say('| report | errors | warnings | notices |')
  say('|---|---|---|---|')
  for (const row of rows) say(row)
}

/** Errors and warnings about exactly these words of the draft. */
function overlapping(checked: Checked | undefined, quote: string): Finding[] {
  if (checked?.status !== 'checked') return []
  const text = new Map(
    unpackDocument(checked.document).blocks.flatMap((block) =>
      block.kind === 'paragraph' ? [[block.id, block.text] as const] : block.cells.map((cell) => [cell.id, cell.text] as const),
    ),
  )
  return checked.result.findings.filter(
    ({ severity, where }) =>
      severity !== 'notice' &&
      where.some(({ anchor, start, end }) => {
        const whole = text.get(anchor ?? '') ?? ''
        const at = whole.indexOf(quote)
        return at >= 0 && start !== undefined && end !== undefined && start < at + quote.length && end > at
      }),
  )
}

say('Printed by `npx tsx scripts/accuracy.ts --write`.')
say()
if (!process.argv.includes('--notices')) {
  await drafts()
  await reports()
}
await notices()
await pool.close()
console.log(lines.join('\n'))
if (process.argv.includes('--write')) {
  const path = join(import.meta.dirname, '../docs/accuracy.md')
  const [head = ''] = readFileSync(path, 'utf8').split('<!-- figures -->')
  writeFileSync(path, `${head}<!-- figures -->\n\n${lines.join('\n')}\n`)
}

// Prints by kind how many of the faults of test/faults/ are found, and what is said of the reports without one.
// Found: a finding that the report has not before the fault is planted.
// Usage: npx tsx scripts/faults.ts [--missed] [--write]   (--missed: each fault that is not found; --write: docs/accuracy.md)
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { checkFiles } from '../src/host/check-files.ts'
import { openDraftPool } from '../src/host/drafts/open-draft-pool.ts'
import { countFaults } from '../test/faults/count-faults.ts'
import { basesOfFaults, readFaults } from '../test/faults/read-faults.ts'

const pool = openDraftPool()
const folder = mkdtempSync(join(tmpdir(), 'nianbao-faults-'))
const bases = basesOfFaults()
const faults = readFaults()
const texts = new Map([...bases, ...faults.map(({ text }, index) => [`f${index}`, text] as const)])
for (const [name, text] of texts) writeFileSync(join(folder, `${name}.md`), text)
const checked = await checkFiles(
  [...texts.keys()].map((name) => join(folder, `${name}.md`)),
  pool,
)
await pool.close()
rmSync(folder, { recursive: true })
const findings = new Map(checked.map((one) => [basename(one.file, '.md'), one.status === 'checked' ? one.result.findings : []]))

const { kinds, sets, missed, falseAlarms } = countFaults(bases, faults, findings)
const lines = [
  'Printed by `npx tsx scripts/faults.ts --write`.',
  '',
  '| set | reports without a fault, with a 必改 or 建议 | faults | found |',
  '|---|---|---|---|',
  ...[...sets].map(([set, { bases: of, alarms, planted, found }]) => `| ${set} | ${of}, ${alarms} | ${planted} | ${found} |`),
  '',
  '| kind of fault | found of |',
  '|---|---|',
  ...[...kinds]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([kind, { found, planted }]) => `| ${kind} | ${found} of ${planted} |`),
]
for (const { name, rule, message } of falseAlarms) lines.push(`False: ${name} ${rule} ${message}`)
console.log(lines.join('\n'))
if (process.argv.includes('--missed')) for (const { base, kind, fault } of missed) console.log(`missed ${base} ${kind}: ${fault}`)
if (process.argv.includes('--write')) {
  const page = join(import.meta.dirname, '../docs/accuracy.md')
  const [before = '', rest = ''] = readFileSync(page, 'utf8').split('<!-- faults -->')
  const after = rest.slice(rest.indexOf('<!-- /faults -->'))
  writeFileSync(page, `${before}<!-- faults -->\n\n${lines.join('\n')}\n\n${after}`)
}

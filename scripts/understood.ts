// Prints how many numbers in the text of each real report are understood, and which words of their clauses are not: the
// list says where to add words next. Usage: npx tsx scripts/understood.ts [--shared ../shared] [--write]
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { extractDocument } from '../src/extract/extract-document.ts'
import { defaultLimits } from '../src/extract/limits.ts'
import { loadReference } from '../src/host/load-reference.ts'
import { squeeze } from '../src/language/squeeze-text.ts'
import { readNumbers } from '../src/report/claims/read-numbers.ts'
import { createReportReader } from '../src/report/create-report-reader.ts'

const at = process.argv.indexOf('--shared')
const shared = at < 0 ? join(import.meta.dirname, '../../shared') : (process.argv[at + 1] ?? '')
const reference = loadReference('rules')
const read = createReportReader(reference)
const files = ['reports', 'reports/more']
  .flatMap((folder) => readdirSync(join(shared, folder)).map((name) => join(shared, folder, name)))
  .filter((file) => statSync(file).isFile() && !/\.(?:json|md)$|README/.test(file.replace(/_\d{4}\.md$/, '')))

const lines = ['| report | numbers in the text | of a known measure | their clause wholly understood |', '|---|---|---|---|']
const unread = new Map<string, number>()
for (const file of files) {
  const extraction = await extractDocument(readFileSync(file), file, defaultLimits)
  if (extraction.status !== 'read') continue
  const { passages, claims } = read(extraction.document)
  const numbers = passages
    .filter(({ part }) => part > 0 && part < 7)
    .reduce((sum, { text }) => sum + readNumbers(reference.lexicon, squeeze(text)).length, 0)
  const said = claims.filter(({ negated }) => !negated)
  const whole = said.filter((claim) => !claim.unread?.length)
  for (const word of new Set(said.flatMap((claim) => claim.unread ?? []))) unread.set(word, (unread.get(word) ?? 0) + 1)
  lines.push(`| ${basename(file)} | ${numbers} | ${said.length} | ${whole.length} |`)
}
const words = [...unread].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([word]) => word)
lines.push('', `Words that were not understood (${words.length}): ${words.join('、') || 'none'}.`)

console.log(lines.join('\n'))
if (process.argv.includes('--write')) {
  const path = 'docs/accuracy.md'
  const marker = /<!-- understood -->[^]*?<!-- end of understood -->/
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace(marker, () => `<!-- understood -->\n\n${lines.join('\n')}\n\n<!-- end of understood -->`),
  )
}

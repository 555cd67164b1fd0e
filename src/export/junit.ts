import { basisText } from './comment-lines.ts'
import { findingsOf } from '../model/checklist.ts'
import type { CheckedFile } from './checked-file.ts'
import type { ExportWords } from './export-words.ts'
import type { Finding } from '../model/finding.ts'
import { xmlText } from './xml-text.ts'

/**
 * The check for pipelines: a suite a file. Findings of severity error are failures; warnings and notices pass and say
 * so; rules that could not be judged and waived findings are skipped; a file that could not be read or not be checked to its end is an error.
 */
export function junitXml(files: readonly CheckedFile[], say: ExportWords): string {
  const suites = files.map((file) => suiteOf(file, say))
  const sums = COUNTS.map((key) => ` ${key}="${suites.reduce((total, suite) => total + suite[key], 0)}"`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xmlText(say('author'))}"${sums.join('')}>`,
    ...suites.map((suite) => suite.xml),
    '</testsuites>',
    '',
  ].join('\n')
}

const COUNTS = ['tests', 'failures', 'errors', 'skipped'] as const
type Suite = Readonly<Record<(typeof COUNTS)[number], number>> & { readonly xml: string }

function suiteOf(one: CheckedFile, say: ExportWords): Suite {
  if (one.status === 'unreadable') {
    const text = say('list.unreadable', { reason: one.reason })
    return suite(one.file, [testcase(one.file, one.file, `<error message="${xmlText(text)}"/>`)], { failures: 0, errors: 1, skipped: 0 })
  }
  const { items, waived, unknown, incomplete } = one.checklist
  const cases = [
    ...items
      .flatMap(findingsOf)
      .map((finding) =>
        testcase(
          one.file,
          nameOf(finding),
          finding.severity === 'error' ? failure(finding, say) : `<system-out>${xmlText(textOf(finding, say))}</system-out>`,
        ),
      ),
    ...waived.map(({ finding, waiver }) => testcase(one.file, nameOf(finding), `<skipped message="${xmlText(waiver.reason)}"/>`)),
    ...unknown.map(({ rule, title, reason }) => testcase(one.file, `${rule} ${title}`, `<skipped message="${xmlText(reason)}"/>`)),
  ]
  if (incomplete) cases.unshift(testcase(one.file, one.file, `<error message="${xmlText(say('list.incomplete'))}"/>`))
  else if (!items.length) cases.unshift(testcase(one.file, say('list.passed'), ''))
  return suite(one.file, cases, {
    failures: items.flatMap(findingsOf).filter(({ severity }) => severity === 'error').length,
    errors: incomplete ? 1 : 0,
    skipped: waived.length + unknown.length,
  })
}

function suite(file: string, cases: readonly string[], others: Omit<Suite, 'tests' | 'xml'>): Suite {
  const counts = { tests: cases.length, ...others }
  const open = `  <testsuite name="${xmlText(file)}"${COUNTS.map((key) => ` ${key}="${counts[key]}"`).join('')}>`
  return { ...counts, xml: [open, ...cases, '  </testsuite>'].join('\n') }
}

function testcase(file: string, name: string, inner: string): string {
  const open = `    <testcase classname="${xmlText(file)}" name="${xmlText(name)}"`
  return inner ? `${open}>${inner}</testcase>` : `${open}/>`
}

const failure = (finding: Finding, say: ExportWords): string =>
  `<failure type="${finding.severity}" message="${xmlText(finding.message)}">${xmlText(textOf(finding, say))}</failure>`

const nameOf = (finding: Finding): string => `${finding.rule} ${finding.title}`

function textOf(finding: Finding, say: ExportWords): string {
  const { message, actual, expected, fix } = finding
  const place = finding.where.map((one) => one.label).join('；')
  return [say('list.problem', { message, place, actual, expected, fix }), basisText(finding.basis, say)].filter(Boolean).join('\n')
}

import { unzipSync } from 'fflate'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { buildChecklist } from '../../src/checklist/build-checklist.ts'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { docxFromDocument } from '../../src/export/docx-from-document.ts'
import { fixesXlsx } from '../../src/export/fixes-xlsx.ts'
import { junitXml } from '../../src/export/junit.ts'
import { markdownReport } from '../../src/export/markdown.ts'
import { sarifLog } from '../../src/export/sarif.ts'
import { checkedFile } from '../../src/host/check-output.ts'
import { describeReport } from '../../src/draft-work/describe-report.ts'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { checkDigit } from '../../src/predicates/privacy/numbers.ts'
import { luhn } from '../../src/predicates/privacy/private-numbers.ts'
import { checklistReply } from '../../src/reply/checklist-reply.ts'
import { replyText } from '../../src/reply/reply-text.ts'
import { options, say } from './support/checklists.ts'
import { readDocx } from './support/read-docx.ts'
import { readReport, reference } from '../support/reference.ts'

const { checker, words } = composeChecker()

/** Every output of a check except the draft itself. */
async function outputsOf(patch: Record<string, unknown>, lastYear?: Record<string, unknown>): Promise<Record<string, string>> {
  const document = sampleDocument(reference, SamplePatch.parse(patch))
  const report = readReport(document)
  const result = checker.check({
    report,
    ...(lastYear ? { lastYear: readReport(sampleDocument(reference, SamplePatch.parse({ year: 2023, ...lastYear }))) } : {}),
  })
  const checklist = buildChecklist({
    id: 'c',
    draftId: 'd',
    file: 'x.docx',
    agency: report.agency.name,
    year: report.year,
    form: report.form.version,
    version: 1,
    checkedAt: '2026-01-12T01:00:00Z',
    result,
    previous: null,
    waivers: [],
  })
  const files = [{ file: 'x.docx', status: 'checked' as const, checklist }]
  const xlsx = Object.entries(unzipSync(await fixesXlsx(reference.lexicon, checklist, say))).flatMap(([name, bytes]) =>
    /sharedStrings|sheet\d/.test(name) ? [new TextDecoder().decode(bytes)] : [],
  )
  const comments = readDocx(docxFromDocument(document, checklist, { ...options, repairs: false })).comments
  return {
    json: JSON.stringify([checkedFile('x.docx', { report: describeReport(report), result }), result], null, 1),
    text: replyText(checklistReply(checklist, words)),
    markdown: markdownReport(files, say),
    sarif: JSON.stringify(sarifLog(files, { say, version: '0' }), null, 1),
    junit: junitXml(files, say),
    xlsx: xlsx.join('\n'),
    comments: [...comments.values()].flatMap(({ lines }) => lines).join('\n'),
  }
}

/** Outputs that hold six consecutive digits of a number, in any width or grouping. */
function leaksOf(outputs: Record<string, string>, number: string): string[] {
  const digits = number.replace(/\D/g, '')
  const windows = Array.from({ length: digits.length - 5 }, (_, at) => digits.slice(at, at + 6))
  return Object.entries(outputs).flatMap(([name, text]) => {
    const plain = text
      .replace(/[０-９]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
      .replace(/(?<=\d)[ \u3000\u00a0\-－—]{1,3}(?=\d)/g, '')
    const window = windows.find((one) => plain.includes(one))
    return window ? [`${name}: …${plain.slice(Math.max(0, plain.indexOf(window) - 40), plain.indexOf(window) + 30)}…`] : []
  })
}

const two = (number: number): string => String(number).padStart(2, '0')
const identity = fc
  .tuple(
    fc.constantFrom('110101', '370402', '440305', '513221'),
    fc.integer({ min: 1940, max: 2006 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 100, max: 999 }),
  )
  .map(([area, year, month, day, order]) => `${area}${year}${two(month)}${two(day)}${order}`)
  .map((front) => front + checkDigit(front))
const card = fc
  .tuple(fc.constantFrom('622202', '621700', '436742', '955880'), fc.stringMatching(/^\d{9}$|^\d{12}$/))
  .map(([issuer, rest]) => `${issuer}${rest}`)
  .map((front) => front + ([...'0123456789'].find((digit) => luhn(front + digit)) ?? '0'))
const mobile = fc.tuple(fc.constantFrom('138', '159', '177', '199'), fc.stringMatching(/^\d{8}$/)).map(([front, rest]) => front + rest)
const numbers = fc.oneof(
  identity.map((number) => ({ number, groups: [6, 8, 4] })),
  card.map((number) => ({ number, groups: [4, 4, 4, 4, 3] })),
  mobile.map((number) => ({ number, groups: [3, 4, 4] })),
)

function grouped(number: string, groups: readonly number[], between: string): string {
  let at = 0
  return groups
    .map((length) => number.slice(at, (at += length)))
    .filter(Boolean)
    .join(between)
}
const wide = (text: string): string => text.replace(/[\dX]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
const written = fc
  .tuple(numbers, fc.constantFrom('', '', ' ', '-', '　', '－'), fc.boolean())
  .map(([{ number, groups }, between, isWide]) => ({
    number,
    text: ((text: string) => (isWide ? wide(text) : text))(grouped(number, groups, between)),
  }))

/** Words that a rule reports and quotes with their surroundings. */
const TRIGGERS = [
  '申请人李某某（身份证号：',
  '申请人王建国，',
  '家住柳桥村三组，',
  '（2024）鲁0403行初12号',
  '内部资料，请勿外传，',
  '全年收到申请XX件，',
  '申请申请公开，',
  '。。',
  '（',
  '“以公开为常态”',
  '截至目前，收到申请12件，电话',
  '2023年，我局主动公开信息112条，',
  '新收政府信息公开申请38件，结转5件，',
  '较上年增加3件，增长80%，',
  '根据《条例》第九条不予公开，',
  '《政府信息公开条列》',
  '《中华人民共和国政府信息公开条例》（国务院令第492号）',
  '联系电话：',
  '开户行及账号：',
  '统计期限为2024年2月1日至2024年12月31日，',
  '收取信息处理费200元，',
  '依申请公开政府信息公开申请件，',
  '全年未收到政府信息公开申请，',
  '本机关财政局坚持',
  '一是加强学习。三是改进作风。',
  '全年共办理申请件，',
  '',
]
const trigger = fc.constantFrom(...TRIGGERS)
const filler = fc
  .integer({ min: 0, max: 62 })
  .map((length) =>
    '不断规范办理各环节做到件件有回音事事有着落并按时答复群众关切的问题提升服务水平同时健全制度完善流程压实责任形成合力推动工作落地见效惠及百姓'.slice(
      0,
      length,
    ),
  )
const sentence = fc
  .tuple(filler, trigger, filler, written, filler, trigger, filler)
  .map(([a, first, b, { number, text }, c, second, d]) => ({ number, text: `${a}${first}${b}${text}${c}${second}${d}。` }))
const places: readonly ((text: string) => Record<string, unknown>)[] = [
  (text) => ({ on_request: text }),
  (text) => ({ says: [text, text] }),
  (text) => ({ part5: text }),
  (text) => ({ part6: text }),
  (text) => ({ part3: text }),
  (text) => ({ preamble: text }),
  (text) => ({ contact: text }),
  (text) => ({ period: text }),
  (text) => ({ footer: text }),
  (text) => ({ title: text }),
  (text) => ({ signature: [text, '2025年1月15日'] }),
  (text) => ({ headings: { 3: `三、${text}` } }),
  (text) => ({ labels: { 'table3/row/other_misc': text } }),
  (text) => ({ table2: { 'penalty/decisions': text } }),
  (text) => ({ extra_rows: [[text, text]] }),
]

it('holds no six consecutive digits of a personal number in any output of a check', async () => {
  await fc.assert(
    fc.asyncProperty(sentence, fc.constantFrom(...places), fc.boolean(), async ({ number, text }, place, compared) => {
      expect(leaksOf(await outputsOf(place(text), compared ? place(text) : undefined), number)).toEqual([])
    }),
    { numRuns: 120, seed: 20_260_112 },
  )
}, 120_000)

it('shows no personal number as a figure of a table', async () => {
  for (const number of ['370402198501021234', '6222021234567890128', '13812345678'])
    expect(
      leaksOf(await outputsOf({ table3: { new_received: number, granted: number }, table2: { 'penalty/decisions': number } }), number),
    ).toEqual([])
})

it('masks at every distance from what is quoted', async () => {
  const number = '370402198501021235'
  for (let distance = 0; distance <= 24; distance++)
    expect(
      leaksOf(await outputsOf({ on_request: `家住柳桥村三组，${'某'.repeat(distance)}身份证号：${number}，申请申请公开。` }), number),
      String(distance),
    ).toEqual([])
}, 60_000)

it('still shows the telephone of the office, document numbers and dates', async () => {
  const { text = '' } = await outputsOf({
    contact: '对本报告如有疑问，请与办公室联系（电话：0794－823110；邮编：344000）。',
    says: '根据《中华人民共和国政府信息公开条例》（国务院令第492号），统计期限2024-02-01至2024-12-31。',
  })
  expect(text).toContain('0794－823110')
  expect(text).toContain('492')
})

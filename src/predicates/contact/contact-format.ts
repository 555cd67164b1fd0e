import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { asideLines, bodyLines, type TextLine } from '../text-lines.ts'

const Options = z.strictObject({
  /** Area codes of four digits whose numbers have seven. */
  sevenDigitAreas: z.array(z.string()).default([]),
})

const fields =
  /(电话|传真|邮编|邮政编码|邮箱|电子邮件|网址)(?:号码)?(?:为\s{0,3}[：:]|[：:]|为)\s{0,3}([^\s，,；;。、）)（(\u4e00-\u9fff]{1,60}|[（(]0\d{2,3}[)）][^\s，,；;。、）)（(\u4e00-\u9fff]{1,40})/gu

/** Telephone, postcode, mail and web addresses have the form they must have. Dashes of any kind join a number (CP-002). */
export const contactFormat = definePredicate({
  name: 'contact-format',
  options: Options,
  evidence: ['kind', 'written', 'problem'],
  run: ({ report }, { sevenDigitAreas }) => {
    const seen = new Set<string>()
    const outcomes = [...bodyLines(report), ...asideLines(report)].flatMap((line) =>
      problemsIn(line, new Set(sevenDigitAreas)).filter(
        (outcome) => outcome.kind === 'fail' && !seen.has(outcome.subject) && seen.add(outcome.subject),
      ),
    )
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

function problemsIn(line: TextLine, areas: ReadonlySet<string>): Outcome[] {
  return [...line.text.slice(0, 20_000).matchAll(fields)].flatMap((match): Outcome[] => {
    const [whole, field = '', written = ''] = match
    const value = written
      .normalize('NFKC')
      .replace(/[—－–―‐‑]+/g, '-')
      .replace(/[.…]+$/, '')
      .replace(/^\+?86-?(?=0?\d{2,3}-)/, '')
    const problem =
      field === '电话' || field === '传真'
        ? phoneProblem(value, areas)
        : field.startsWith('邮编') || field.startsWith('邮政')
          ? postcodeProblem(value)
          : field === '网址'
            ? urlProblem(value)
            : mailProblem(value)
    // xx(at)yy and the like are written so on purpose.
    if (!problem || /^\s?[（([]at/i.test(line.text.slice(match.index + whole.length))) return []
    const kind = field.startsWith('邮编') || field.startsWith('邮政') ? '邮编' : field === '电子邮件' ? '邮箱' : field
    const start = match.index + whole.length - written.length
    return [
      {
        kind: 'fail',
        subject: `contact/${kind}/${value}`,
        evidence: { kind, written: hide(kind, written), problem },
        places: [placeOfSpan({ ...line, where: placeName('contact') }, whole, start, start + written.length)],
      },
    ]
  })
}

const hide = (kind: string, written: string): string =>
  kind === '电话' && /^1[3-9]\d{9}$/.test(written) ? `${written.slice(0, 3)}****${written.slice(-4)}` : written

function phoneProblem(value: string, areas: ReadonlySet<string>): string | null {
  // Several numbers in one field are taken one by one.
  for (const one of value.split(/[/;]/)) {
    const digits = one.replace(/\(|\)/g, '-').replace(/^-|-$/g, '').replace(/--+/g, '-')
    if (!/^[\d-]+$/.test(digits)) return /^[\d-]+[转*xX#]\d{1,6}$/.test(digits) || digits === '' ? null : '里面有不是数字的字符'
    const [area, local] = /^0\d{2,3}-?/.test(digits) ? split(digits) : ['', digits.replaceAll('-', '')]
    const bare = local.replace(/-.*$/, '')
    if (area && areas.has(area) && bare.length === 8) return `区号${area}的固话是7位，这里是8位`
    if (area && (bare.length < 7 || bare.length > 8)) return `区号后应为7至8位，这里是${bare.length}位`
    if (!area && !/^(?:1[3-9]\d{9}|[48]00\d{7}|\d{7,8}|\d{3}|1\d{4}|9\d{4,5}|\d{4})$/.test(bare)) return `位数不对（${bare.length}位）`
  }
  return null
}

function split(digits: string): [string, string] {
  const dash = digits.indexOf('-')
  if (dash > 0) return [digits.slice(0, dash), digits.slice(dash + 1)]
  const area = /^0(?:10|2\d)/.test(digits) ? digits.slice(0, 3) : digits.slice(0, 4)
  return [area, digits.slice(area.length)]
}

const postcodeProblem = (value: string): string | null =>
  /^\d{6}$/.test(value) ? null : /^\d+$/.test(value) ? `邮编应为6位，这里是${value.length}位` : null
const mailProblem = (value: string): string | null =>
  /^[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,5}$/.test(value)
    ? null
    : /[@#]/.test(value) || /^[\w.-]+$/.test(value)
      ? '不是完整的邮箱地址'
      : null
const urlProblem = (value: string): string | null =>
  /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+){1,6}(?:[:/?#].*)?$/i.test(value) ? null : /[.:/]/.test(value) ? '网址不完整' : null

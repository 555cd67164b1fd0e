import { z } from 'zod'
import type { Code } from '../../model/outcome.ts'
import { placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, type Found } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { asideLines, bodyLines, type TextLine } from '../text-lines.ts'

/** Longer lines are looked at up to here. */
const LONGEST = 20_000

const Options = z.strictObject({
  /** A field with what is written in it: the first group is its name, the second its value. */
  field: Pattern,
  /** Names of fields, the usual one first, and what each must hold. */
  fields: z.array(z.strictObject({ names: z.array(z.string()).min(1), form: z.enum(['phone', 'postcode', 'mail', 'url']) })).min(1),
  /** A telephone number with an extension. */
  extension: Pattern,
  /** Area codes of four digits whose numbers have seven. */
  sevenDigitAreas: z.array(z.string()).default([]),
})
type Options = z.infer<typeof Options>

/** Telephone, postcode, mail and web addresses have the form they must have. Dashes of any kind join a number (CP-002). */
export const contactFormat = definePredicate({
  name: 'contact-format',
  options: Options,
  evidence: ['kind', 'written', 'problem', 'area', 'length'],
  codes: ['not-digits', 'seven-digits', 'length-after-area', 'length', 'postcode', 'mail', 'url'],
  run: ({ report }, options) => [...bodyLines(report), ...asideLines(report)].flatMap((line) => faultsIn(line, options)),
})

const faultsIn = (line: TextLine, options: Options): Found =>
  [...line.text.slice(0, LONGEST).matchAll(options.field)].flatMap((match): Found => {
    const [whole, name = '', written = ''] = match
    const field = options.fields.find(({ names }) => names.includes(name))
    const end = match.index + whole.length
    // xx(at)yy and the like are written so on purpose.
    if (!field || /^\s?[（([]at/i.test(line.text.slice(end))) return []
    const value = plainValue(written)
    const problem = problemOf(value, field.form, options)
    if (!problem) return []
    const kind = field.names[0] ?? name
    return failAt(placeOfSpan({ ...line, where: placeName('contact') }, whole, end - written.length, end), {
      subject: `contact/${kind}/${value}`,
      evidence: { kind, written, problem },
    })
  })

/** In half width, with plain dashes, without dots behind and the country's code in front. */
const plainValue = (written: string): string =>
  written
    .normalize('NFKC')
    .replace(/[—－–―‐‑]+/g, '-')
    .replace(/[.…]+$/, '')
    .replace(/^\+?86-?(?=0?\d{2,3}-)/, '')

function problemOf(value: string, form: Options['fields'][number]['form'], options: Options): Code | null {
  if (form === 'phone') return phoneProblem(value, options)
  if (form === 'postcode') return /^\d+$/.test(value) && value.length !== 6 ? { code: 'postcode', with: { length: value.length } } : null
  const [complete, attempted] = ADDRESSES[form]
  return !complete.test(value) && attempted.test(value) ? { code: form } : null
}

/** A complete address, and what is meant for one. */
const ADDRESSES = {
  mail: [/^[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,5}$/, /[@#]|^[\w.-]+$/],
  url: [/^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+){1,6}(?:[:/?#].*)?$/i, /[.:/]/],
} as const

/** Mobile numbers, 400 and 800 numbers, landlines, hotlines and short numbers. */
const WITHOUT_AREA = /^(?:1[3-9]\d{9}|[48]00\d{7}|\d{7,8}|\d{3}|1\d{4}|9\d{4,5}|\d{4})$/

function phoneProblem(value: string, { extension, sevenDigitAreas }: Options): Code | null {
  // Several numbers in one field are taken one by one.
  for (const one of value.split(/[/;]/)) {
    const digits = one.replace(/[()]/g, '-').replace(/^-|-$/g, '').replace(/--+/g, '-')
    if (digits === '' || matchesAny(digits, [extension])) return null
    if (!/^[\d-]+$/.test(digits)) return { code: 'not-digits' }
    const problem = lengthProblem(digits, sevenDigitAreas)
    if (problem) return problem
  }
  return null
}

function lengthProblem(digits: string, sevenDigitAreas: readonly string[]): Code | null {
  const [area, local] = /^0\d{2,3}-?/.test(digits) ? splitArea(digits) : ['', digits.replaceAll('-', '')]
  const { length } = local.replace(/-.*$/, '')
  if (!area) return WITHOUT_AREA.test(local) ? null : { code: 'length', with: { length } }
  if (length === 8 && sevenDigitAreas.includes(area)) return { code: 'seven-digits', with: { area } }
  return length < 7 || length > 8 ? { code: 'length-after-area', with: { length } } : null
}

function splitArea(digits: string): readonly [string, string] {
  const dash = digits.indexOf('-')
  if (dash > 0) return [digits.slice(0, dash), digits.slice(dash + 1)]
  const length = /^0(?:10|2\d)/.test(digits) ? 3 : 4
  return [digits.slice(0, length), digits.slice(length)]
}

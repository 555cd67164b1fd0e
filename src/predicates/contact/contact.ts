import { trimEndOf } from '../../language/trim-characters.ts'
import { z } from 'zod'
import type { AnnualReport, Span } from '../../model/annual-report.ts'
import type { Code } from '../../model/outcome.ts'
import { placeName, placeOfPart, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Failure, type Found } from '../predicate.ts'
import { hideMobile } from '../privacy/private-numbers.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { asideLines, bodyLines, lacksPreamble, lineAt, type TextLine } from '../text-lines.ts'

/** Longer lines are looked at up to here. */
const LONGEST = 20_000

const FormatOptions = z.strictObject({
  /** A field with what is written in it: the first group is its name, the second its value. */
  field: Pattern,
  /** Names of fields, the usual one first, and what each must hold. */
  fields: z.array(z.strictObject({ names: z.array(z.string()).min(1), form: z.enum(['phone', 'postcode', 'mail', 'url']) })).min(1),
  /** A telephone number with an extension. */
  extension: Pattern,
  /** Area codes of four digits whose numbers have seven. */
  sevenDigitAreas: z.array(z.string()).default([]),
})
type FormatOptions = z.infer<typeof FormatOptions>

/** Telephone, postcode, mail and web addresses have the form they must have. Dashes of any kind join a number (CP-002). */
export const contactFormat = definePredicate({
  name: 'contact-format',
  options: FormatOptions,
  evidence: ['kind', 'written', 'problem', 'area', 'length'],
  codes: ['not-digits', 'seven-digits', 'length-after-area', 'length', 'postcode', 'mail', 'url'],
  run: ({ report }, options) => [...bodyLines(report), ...asideLines(report)].flatMap((line) => faultsIn(line, options)),
})

const faultsIn = (line: TextLine, options: FormatOptions): Found =>
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
  trimEndOf(
    written
      .normalize('NFKC')
      .replace(/[—－–―‐‑]+/g, '-')
      .replace(/ (?=\d)/g, ''),
    /[.…]/,
  ).replace(/^\+?86-?(?=0?\d{2,3}-)/, '')

function problemOf(value: string, form: FormatOptions['fields'][number]['form'], options: FormatOptions): Code | null {
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

function phoneProblem(value: string, { extension, sevenDigitAreas }: FormatOptions): Code | null {
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

/** Hotlines that are dialled with the area code from elsewhere: 0794-12345. */
const HOTLINE = /^(?:12\d{3}|9\d{4})$/

function lengthProblem(digits: string, sevenDigitAreas: readonly string[]): Code | null {
  const [area, local] = /^0\d{2,3}-?/.test(digits) ? splitArea(digits) : ['', digits.replaceAll('-', '')]
  const { length } = local.split('-', 1)[0] ?? ''
  if (!area) return WITHOUT_AREA.test(local) ? null : { code: 'length', with: { length } }
  if (length === 8 && sevenDigitAreas.includes(area)) return { code: 'seven-digits', with: { area } }
  if (HOTLINE.test(local)) return null
  return length < 7 || length > 8 ? { code: 'length-after-area', with: { length } } : null
}

function splitArea(digits: string): readonly [string, string] {
  const dash = digits.indexOf('-')
  if (dash > 0) return [digits.slice(0, dash), digits.slice(dash + 1)]
  const length = /^0(?:10|2\d)/.test(digits) ? 3 : 4
  return [digits.slice(0, length), digits.slice(length)]
}

const HabitOptions = z.strictObject({
  /** Domains of free mail services. */
  mailDomains: z.array(z.string()).min(1),
  /** What stands between the numbers of one field. */
  between: Pattern,
  /** Words in front of a number, in its sentence, that make it the office's own; else it is a person's (PS-002). */
  ownContact: z.array(Pattern).min(1),
  /** Words shortly in front of it that make it a person's whatever else is said. */
  person: z.array(Pattern).default([]),
})
type HabitOptions = z.infer<typeof HabitOptions>

/** A free mail address or a person's mobile number given as the office's contact (CP-003). */
export const contactHabits = definePredicate({
  name: 'contact-habits',
  options: HabitOptions,
  evidence: ['kind', 'written'],
  codes: ['free-mail', 'mobile'],
  run: ({ report }, options) => {
    const mails = report.contact.emails.filter(({ text }) => isFreeMail(text, options))
    const mobiles = report.contact.phones.flatMap((phone) => {
      const digits = mobileIn(phone.text, options)
      if (digits === undefined || !isOwnContact(report, phone, options)) return []
      return [failureOf('mobile', 'mobile', hideMobile(digits), phone)]
    })
    return [...mails.map((mail) => failureOf('mail', 'free-mail', mail.text, mail)), ...mobiles]
  },
})

const failureOf = (subject: string, code: string, written: string, { anchor, start, end }: Span): Failure =>
  failAt(placeOfSpan({ anchor, where: placeName('contact') }, written, start, end), {
    subject: `contact/${subject}`,
    evidence: { kind: { code }, written },
  })

function isFreeMail(text: string, { mailDomains }: HabitOptions): boolean {
  const domain = text.normalize('NFKC').toLowerCase().split('@')[1]
  return domain !== undefined && mailDomains.some((free) => domain === free || domain.endsWith(`.${free}`))
}

const mobileIn = (text: string, { between }: HabitOptions): string | undefined =>
  text
    .split(between)
    .map((part) => part.replace(/[\s()（）—－–-]/g, ''))
    .find((part) => /^1[3-9]\d{9}$/.test(part))

function isOwnContact(report: AnnualReport, { anchor, start }: Span, { ownContact, person }: HabitOptions): boolean {
  const line = lineAt(report, anchor)
  if (!line) return true
  const before = line.text.slice(Math.max(0, start - 120), start)
  return matchesAny(before.slice(before.lastIndexOf('。') + 1), ownContact) && !matchesAny(before.slice(-30), person)
}

const PresentOptions = z.strictObject({
  /** A telephone or mail address anywhere. */
  reachable: z.array(Pattern).min(1),
  /** The name of an office. */
  unit: Pattern,
})
type PresentOptions = z.infer<typeof PresentOptions>

/** Somewhere, page footer included, there is a telephone or mail address to ask at (CP-001). */
export const contactPresent = definePredicate({
  name: 'contact-present',
  options: PresentOptions,
  evidence: ['found', 'unit'],
  codes: ['unit-only', 'address-only', 'nothing'],
  run: ({ report }, options) => {
    const { phones, emails } = report.contact
    const lines = [...bodyLines(report), ...asideLines(report)]
    if (phones.length || emails.length || lines.some((line) => matchesAny(line.text, options.reachable))) return []
    const place = { ...placeOfPart(report, 0), label: placeName('preamble-or-end') }
    const asks = lacksPreamble(report) ? ({ severity: 'notice' } as const) : {}
    return failAt(place, { subject: 'contact', evidence: { found: foundIn(report, options) }, ...asks })
  },
})

function foundIn({ contact }: AnnualReport, options: PresentOptions): Code {
  const unit = contact.unit?.text.trim() ?? ''
  if (matchesAny(unit, [options.unit])) return { code: 'unit-only', with: { unit } }
  return { code: contact.addresses.length ? 'address-only' : 'nothing' }
}

import { z } from 'zod'
import type { AnnualReport, Span } from '../../model/annual-report.ts'
import { placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { hideMobile } from '../privacy/private-numbers.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { bodyLines } from '../text-lines.ts'

const Options = z.strictObject({
  /** Domains of free mail services. */
  mailDomains: z.array(z.string()).min(1),
  /** What stands between the numbers of one field. */
  between: Pattern,
  /** Words in front of a number, in its sentence, that make it the office's own; else it is a person's (PS-002). */
  ownContact: z.array(Pattern).min(1),
  /** Words shortly in front of it that make it a person's whatever else is said. */
  person: z.array(Pattern).default([]),
})
type Options = z.infer<typeof Options>

/** A free mail address or a person's mobile number given as the office's contact (CP-003). */
export const contactHabits = definePredicate({
  name: 'contact-habits',
  options: Options,
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

function isFreeMail(text: string, { mailDomains }: Options): boolean {
  const domain = text.normalize('NFKC').toLowerCase().split('@')[1]
  return domain !== undefined && mailDomains.some((free) => domain === free || domain.endsWith(`.${free}`))
}

const mobileIn = (text: string, { between }: Options): string | undefined =>
  text
    .split(between)
    .map((part) => part.replace(/[\s()（）—－–-]/g, ''))
    .find((part) => /^1[3-9]\d{9}$/.test(part))

function isOwnContact(report: AnnualReport, { anchor, start }: Span, { ownContact, person }: Options): boolean {
  const line = bodyLines(report).find((candidate) => candidate.anchor === anchor)
  if (!line) return true
  const before = line.text.slice(Math.max(0, start - 120), start)
  return matchesAny(before.slice(before.lastIndexOf('。') + 1), ownContact) && !matchesAny(before.slice(-30), person)
}

import { z } from 'zod'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { bodyLines } from '../text-lines.ts'

const Options = z.strictObject({
  /** Domains of free mail services. */
  mailDomains: z.array(z.string()).min(1),
  mobile: z.boolean().default(true),
})

/** A free mail address or a person's mobile number given as the office's contact (CP-003). */
export const contactHabits = definePredicate({
  name: 'contact-habits',
  options: Options,
  evidence: ['kind', 'written'],
  run: ({ report }, { mailDomains, mobile }) => {
    const outcomes: Outcome[] = []
    for (const mail of report.contact.emails) {
      const domain = mail.text.normalize('NFKC').toLowerCase().split('@')[1]
      if (domain && mailDomains.some((free) => domain === free || domain.endsWith(`.${free}`)))
        outcomes.push({
          kind: 'fail',
          subject: 'contact/mail',
          evidence: { kind: '商业邮箱', written: mail.text },
          places: [placeOfSpan({ anchor: mail.anchor, where: placeName('contact') }, mail.text, mail.start, mail.end)],
        })
    }
    for (const phone of mobile ? report.contact.phones : []) {
      const digits = phone.text
        .split(/[/、;转]/)
        .map((part) => part.replace(/[\s()（）—－–-]/g, ''))
        .find((part) => /^1[3-9]\d{9}$/.test(part))
      if (!digits || !isOwnContact(report, phone.anchor, phone.start)) continue
      const hidden = `${digits.slice(0, 3)}****${digits.slice(-4)}`
      outcomes.push({
        kind: 'fail',
        subject: 'contact/mobile',
        evidence: { kind: '手机号', written: hidden },
        places: [placeOfSpan({ anchor: phone.anchor, where: placeName('contact') }, hidden, phone.start, phone.end)],
      })
    }
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

/** A mobile number elsewhere is a person's (PS-002), not the office's. */
function isOwnContact(report: AnnualReport, anchor: string, start: number): boolean {
  const line = bodyLines(report).find((candidate) => candidate.anchor === anchor)
  if (!line) return true
  const before = line.text.slice(Math.max(0, start - 120), start)
  return /联系|咨询|疑问|邮箱|邮编|地址[：:]/.test(before.slice(before.lastIndexOf('。') + 1)) && !/申请人|某/.test(before.slice(-30))
}

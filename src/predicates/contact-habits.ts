import { z } from 'zod'
import type { Outcome } from '../model/outcome.ts'
import { placeOfSpan } from './place-of-span.ts'
import { definePredicate } from './predicate.ts'

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
        outcomes.push({ kind: 'fail', subject: 'contact/mail', evidence: { kind: '商业邮箱', written: mail.text }, places: [placeOfSpan({ anchor: mail.anchor, where: '联系方式' }, mail.text, mail.start, mail.end)] })
    }
    for (const phone of mobile ? report.contact.phones : []) {
      const digits = phone.text.split(/[\/、;转]/).map((part) => part.replace(/[\s()（）—－–-]/g, '')).find((part) => /^1[3-9]\d{9}$/.test(part))
      if (!digits) continue
      const hidden = `${digits.slice(0, 3)}****${digits.slice(-4)}`
      outcomes.push({ kind: 'fail', subject: 'contact/mobile', evidence: { kind: '手机号', written: hidden }, places: [placeOfSpan({ anchor: phone.anchor, where: '联系方式' }, hidden, phone.start, phone.end)] })
    }
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

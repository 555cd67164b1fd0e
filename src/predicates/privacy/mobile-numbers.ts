import { z } from 'zod'
import type { Outcome } from '../../model/outcome.ts'
import { placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { allLines } from '../text-lines.ts'

const Options = z.strictObject({
  /** A paragraph with one of these words in front of the number gives the office's own contact. */
  ownContact: z.array(Pattern).min(1),
  /** Words that make it a person's whatever else is said. */
  person: z.array(Pattern).default([]),
})

const mobile = /(?<![A-Za-z0-9.])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![A-Za-z0-9])/g

/** Mobile numbers outside the office's own contact details; shown masked (PS-002). */
export const mobileNumbers = definePredicate({
  name: 'mobile-numbers',
  options: Options,
  evidence: ['masked'],
  run: ({ report }, { ownContact, person }) => {
    const outcomes = allLines(report).flatMap((line): Outcome[] => {
      if (line.text.length < 11 || !/[1１][3-9３-９][\d０-９]/.test(line.text)) return []
      const text = line.text.replace(/[０-９]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
      return [...text.matchAll(mobile)].flatMap((match): Outcome[] => {
        const before = text.slice(Math.max(0, match.index - 120), match.index)
        // Figures of a flattened table with blanks between are no telephone number.
        if (match[0].includes(' ') && !/电话|手机|联系|号码/.test(before.slice(-12))) return []
        const sentence = before.slice(before.lastIndexOf('。') + 1)
        if (matchesAny(sentence || ' ', ownContact) && !matchesAny(sentence || ' ', person)) return []
        const digits = match[0].replace(/[ -]/g, '')
        const masked = `${digits.slice(0, 3)}****${digits.slice(-4)}`
        return [
          {
            kind: 'fail',
            subject: `mobile/${masked}`,
            evidence: { masked },
            places: [placeOfSpan(line, masked, match.index, match.index + match[0].length)],
          },
        ]
      })
    })
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

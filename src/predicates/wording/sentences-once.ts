import { z } from 'zod'
import { withoutBlanks } from '../../language/fold-characters.ts'
import { groupBy } from '../../language/group-by.ts'
import { AnyPart, placeOfSpan } from '../place.ts'
import { definePredicate, failAt } from '../predicate.ts'
import { quoteWords } from '../quote-words.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { linesOfParts, type Sentence, sentencesIn } from '../text-lines.ts'

/** More sentences than this said twice are a file that was put together twice. */
const MOST = 5

/** A sentence that stands word for word in the text twice (WD-014). Source: RULES-2.md, N10. */
export const sentencesOnce = definePredicate({
  name: 'sentences-once',
  options: z.strictObject({
    parts: z.array(AnyPart).min(1),
    /** Characters without blanks; shorter ones may well be said again. */
    atLeast: z.number().int().positive(),
    /** The same for a sentence that follows itself directly: then a shorter one is enough. */
    atLeastDirectly: z.number().int().positive(),
    /** Sentences that may be said in two places. */
    except: z.array(Pattern).default([]),
  }),
  evidence: ['what', 'sentence', 'written'],
  codes: ['twice'],
  run: ({ report }, { parts, atLeast, atLeastDirectly, except }) => {
    const all = sentencesIn(linesOfParts(report, parts))
    const direct = new Set(all.flatMap((one, at) => (followsItself(all[at - 1], one) ? [keyOf(one.text)] : [])))
    const sentences = all.filter(({ text }) => {
      const key = keyOf(text)
      return key.length >= (direct.has(key) ? atLeastDirectly : atLeast) && !matchesAny(text.trim(), except)
    })
    const again = [...groupBy(sentences, ({ text }) => keyOf(text)).values()].filter((group) => group.length > 1)
    return again.slice(0, MOST).map((group) => {
      const sentence = quoteWords(group[0]?.text ?? '', 40)
      const places = group.map((one: Sentence) => placeOfSpan(one, one.text, one.start, one.start + one.text.length))
      return failAt(places, {
        subject: `twice/${keyOf(group[0]?.text ?? '').slice(0, 20)}`,
        evidence: { what: { code: 'twice' }, sentence, written: sentence },
      })
    })
  },
})

const followsItself = (before: Sentence | undefined, one: Sentence): boolean =>
  before?.anchor === one.anchor && keyOf(before.text) === keyOf(one.text)

const keyOf = (text: string): string => withoutBlanks(text).replace(/[。！？；]$/, '')

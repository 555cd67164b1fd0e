import { withoutBlanks } from './fold-characters.ts'
import type { Lexicon } from './lexicon.ts'

const HAN = /^[一-龥]+$/
const LONGEST_PLACE = 8
const ASIDE = /[（(][^）)]{0,30}[）)]/g
const MARKS = /[·“”"]/g
const ALL_MARKS = /[《》〈〉“”"'（）()、，。:：·-]/g

/** Whether the characters of the short name stand in the long one in the same order: 住建局 for 住房和城乡建设局. */
export function isShortFor(short: string, long: string): boolean {
  let at = 0
  for (const char of long) if (char === short[at]) at++
  return at === short.length
}

/**
 * Whether two names can belong to one agency: one is short for the other, also where the ending (局, 委 …) has changed.
 * An empty name fits any other.
 */
export function sameAgency(lexicon: Lexicon, one: string, other: string): boolean {
  const tidy = (name: string) =>
    withoutBlanks(name.replace(ASIDE, '')).replace(MARKS, '').replace(lexicon.pattern('agency/names/state'), '')
  const stem = (name: string) => name.replace(lexicon.pattern('agency/names/ending'), '')
  const [a, b] = [tidy(one), tidy(other)]
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return short === '' || isShortFor(short, long) || isShortFor(stem(short), stem(long))
}

/** A name for comparing: without blanks, marks and the words that short names leave out (人民政府 is 政府). */
export const agencyKey = (lexicon: Lexicon, name: string): string =>
  withoutBlanks(name.normalize('NFKC')).replace(ALL_MARKS, '').replace(lexicon.all('agency/names/left-out'), '')

/** Whether a text is nothing but names of places, one after the other: 枣庄市台儿庄区. */
export function isPlaces(lexicon: Lexicon, text: string): boolean {
  if (!HAN.test(text)) return false
  const units = lexicon.words('agency/names/places')
  const reached = new Set([0])
  // A set goes on to entries that are added while it is walked.
  for (const start of reached)
    for (const unit of units)
      for (let end = start + 1; end <= start + LONGEST_PLACE; end++) if (text.startsWith(unit, end)) reached.add(end + unit.length)
  return reached.has(text.length)
}

import type { Anchor } from '../model/document.ts'
import type { Forms } from '../form/forms.ts'
import type { Reference } from '../form/reference.ts'
import { readNumber } from '../language/chinese-numerals.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { AnchorPlaces } from './anchor-place.ts'

const LETTERS = /[^\p{L}]/gu

/**
 * The anchor for a comment about something that is not in the draft: the heading of the part that its label names, the
 * end for 落款, else the title, else the first words.
 */
export function fallbackAnchor(places: AnchorPlaces, label: string, { lexicon, forms }: Reference): Anchor | null {
  if (lexicon.pattern('export/labels/signature').test(label)) return lastOf(lexicon, places)
  const numeral = lexicon.pattern('export/labels/part').exec(label)?.groups?.['numeral']
  return (numeral && headingOf(places, numeral, forms)) || titleOf(lexicon, places)
}

function headingOf(places: AnchorPlaces, numeral: string, forms: Forms): Anchor | null {
  const part = readNumber(numeral)
  const words = Object.values(forms).flatMap((form) =>
    form.sections.filter((one) => one.part === part).flatMap((one) => [one.heading, ...one.variants]),
  )
  const wanted = new Set(words.map((word) => word.replace(LETTERS, '')))
  for (const [anchor, place] of places) {
    if (place.text.length > 60 || anchor.startsWith('t')) continue
    const letters = place.text.replace(LETTERS, '')
    if (wanted.has(letters) || (letters.startsWith(numeral) && wanted.has(letters.slice(1)))) return anchor
  }
  return null
}

function titleOf(lexicon: Lexicon, places: AnchorPlaces): Anchor | null {
  const full = [...places].filter(([anchor, place]) => !anchor.startsWith('t') && place.text.trim() !== '')
  const title = full.slice(0, 12).find(([, place]) => place.text.length < 80 && lexicon.pattern('export/labels/title').test(place.text))
  return title?.[0] ?? full[0]?.[0] ?? places.keys().next().value ?? null
}

const lastOf = (lexicon: Lexicon, places: AnchorPlaces): Anchor | null =>
  [...places].findLast(([anchor, place]) => !anchor.startsWith('t') && place.text.trim() !== '')?.[0] ?? titleOf(lexicon, places)

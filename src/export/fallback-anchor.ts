import type { Anchor } from '../model/document.ts'
import type { Forms } from '../form/forms.ts'
import type { AnchorPlaces } from './anchor-place.ts'

const NUMERALS = '一二三四五六'
const LETTERS = /[^\p{L}]/gu

/**
 * Where a comment hangs that is about something not in the draft: the heading of the part that its label names, the
 * end for 落款, else the title, else the first words.
 */
export function fallbackAnchor(places: AnchorPlaces, label: string, forms: Forms): Anchor | null {
  if (/^(?:落款|署名)/.test(label)) return lastOf(places)
  const part = /第([一二三四五六])部分/.exec(label)?.[1]
  return (part && headingOf(places, part, forms)) || titleOf(places)
}

function headingOf(places: AnchorPlaces, numeral: string, forms: Forms): Anchor | null {
  const part = NUMERALS.indexOf(numeral) + 1
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

function titleOf(places: AnchorPlaces): Anchor | null {
  const full = [...places].filter(([anchor, place]) => !anchor.startsWith('t') && place.text.trim() !== '')
  const title = full.slice(0, 12).find(([, place]) => place.text.length < 80 && /年度?报告?\s*$/.test(place.text))
  return title?.[0] ?? full[0]?.[0] ?? places.keys().next().value ?? null
}

function lastOf(places: AnchorPlaces): Anchor | null {
  return [...places].findLast(([anchor, place]) => !anchor.startsWith('t') && place.text.trim() !== '')?.[0] ?? titleOf(places)
}

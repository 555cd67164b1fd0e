import type { Law } from '../model/law.ts'

/** A claim with the law and the place that it stands in. */
export interface KnownClaim {
  readonly law: Law
  /** The article's number; null for a place that is no article. */
  readonly article: number | null
  /** How a place that is no article is cited. */
  readonly place: string | null
  readonly paragraph: number | null
  readonly item: number | null
  readonly says: string
  readonly unread: boolean
}

/** All claims of some laws by `law/article`, `law/article/claim`, `law/part` and `law/part/claim`. */
export function claimsOf(laws: readonly Law[]): ReadonlyMap<string, KnownClaim> {
  const all = new Map<string, KnownClaim>()
  for (const law of laws)
    for (const [key, { says, unread, claims, ...rest }] of [...Object.entries(law.articles), ...Object.entries(law.parts)]) {
      const place = 'place' in rest ? rest.place : null
      const whole = { law, article: place === null ? Number(key) : null, place, paragraph: null, item: null, says, unread: unread ?? false }
      all.set(`${law.id}/${key}`, whole)
      for (const [name, claim] of Object.entries(claims))
        all.set(`${law.id}/${key}/${name}`, {
          ...whole,
          paragraph: claim.paragraph ?? (claim.item !== undefined && onlyParagraph(law, Number(key)) ? 1 : null),
          item: claim.item ?? null,
          says: claim.says,
          unread: whole.unread || (claim.unread ?? false),
        })
    }
  return all
}

/** Of an article that has one 款 only, that 款 is not cited. */
export const onlyParagraph = (law: Law, article: number): boolean => law.articles[article]?.paragraphs?.length === 1

/** Why a place does not exist in a law: its article, 款 or 项; null where it does, or where it could not be counted. */
export function missingIn(
  law: Law,
  article: number,
  paragraph: number | null,
  item: number | null,
): 'article' | 'paragraph' | 'item' | null {
  const found = law.articles[article]
  if (!found) return 'article'
  const { paragraphs } = found
  if (!paragraphs) return null
  if (paragraph !== null && paragraph > paragraphs.length) return 'paragraph'
  const most = paragraph === null ? Math.max(...paragraphs) : (paragraphs[paragraph - 1] ?? 0)
  return item !== null && item > most ? 'item' : null
}

/** Whether a law was in force at the end of a year. A day that could not be read is the last of its year. */
export const inForce = ({ from, until }: Law, year: number): boolean =>
  atEnd(from) <= `${year}-12-31` && (until === undefined || atEnd(until) >= `${year}-12-31`)

const atEnd = (day: string): string => (day.length === 4 ? `${day}-12-31` : day)

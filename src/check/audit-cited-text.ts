import type { Lexicon } from '../language/lexicon.ts'
import { Citation, type Law } from '../model/law.ts'
import type { Fault } from './audit-problem.ts'
import { citationsIn } from './audit-citations.ts'
import { claimsOf, missingIn } from './law-claims.ts'
import { type Cited, readCited } from './read-cited.ts'

/** An article in a sentence with the law that it is of; null for a law that rules/law/ has not. */
export interface CitedInText extends Cited {
  readonly law: Law | null
}

/** Reads which articles of which laws a sentence cites. An article without a law is one of the regulation's. */
export function createTextReader(laws: readonly Law[], lexicon: Lexicon): (text: string) => CitedInText[] {
  const byName = new Map(laws.flatMap((law) => [law.title, ...law.names].map((name) => [name, law] as const)))
  // Of versions with the same title, the one in force.
  for (const law of laws) if (law.until === undefined) byName.set(law.title, law)
  const names = [...byName.keys()].toSorted((a, b) => b.length - a.length)
  const regulation = byName.get(lexicon.words('check/basis/regulation')[0] ?? '') ?? null

  /** The law named last in front of a place. */
  const lastNamed = (before: string): Law | null => {
    for (let end = before.length; end > 0; end--) {
      const name = names.find((each) => before.endsWith(each, end))
      if (name !== undefined) return byName.get(name) ?? null
    }
    return regulation
  }
  const isOther = (before: string): boolean =>
    lexicon.pattern('check/basis/ends-as-law').test(before) && !names.some((name) => before.endsWith(name) || before.endsWith(`${name}》`))

  return (text) =>
    readCited(lexicon, text).map((cited) => {
      const before = text.slice(0, cited.start)
      return { ...cited, law: isOther(before) ? null : lastNamed(before) }
    })
}

/**
 * Articles, 款 and 项 that a sentence cites and no claim of rules/law/ backs, or whose words could not be had.
 * @param said how a sentence says that it has not seen the words
 */
export const faultsOfText = (read: (text: string) => readonly CitedInText[], said: RegExp, text: string, path: Fault['path']): Fault[] =>
  read(text).flatMap(({ law, article, paragraph, item, text: cited }): Fault[] => {
    if (!law) return [{ path, say: 'text-other-law', with: { cited } }]
    const missing = missingIn(law, article, paragraph, item)
    if (missing) return [{ path, say: `text-no-${missing}`, with: { cited, document: law.document } }]
    return law.articles[article]?.unread && !said.test(text) ? [{ path, say: 'text-unread', with: { cited, document: law.document } }] : []
  })

/**
 * Articles that a rule or topic cites in its sentences although none of the claims of its `basis` is of them. A topic that
 * retells an article is left alone: articles point at each other.
 */
export function createSentenceAudit(laws: readonly Law[], lexicon: Lexicon): (content: unknown) => Fault[] {
  const read = createTextReader(laws, lexicon)
  const said = lexicon.pattern('check/basis/said-unread')
  const claims = claimsOf(laws)
  return (content) => {
    const sentences = sentencesIn(content)
    const claimed = new Set(
      citationsIn(content)
        .flatMap(({ value }) => Citation.safeParse(value).data?.claims ?? [])
        .map((name) => claims.get(name))
        .map((claim) => `${claim?.law.id} ${claim?.article}`),
    )
    const retells = typeof content === 'object' && content !== null && 'article' in content
    return [
      ...sentences.flatMap(({ text, path }) => faultsOfText(read, said, text, path)),
      ...(retells ? [] : sentences).flatMap(({ text, path }) =>
        read(text)
          .filter(({ law, article }) => law?.articles[article] && !claimed.has(`${law.id} ${article}`))
          .map(({ text: cited, law }) => ({ path, say: 'text-unclaimed', with: { cited, document: law?.document ?? '' } })),
      ),
    ]
  }
}

/** What people read of a rule or topic; what they ask is theirs. */
const READ = new Set(['title', 'headline', 'message', 'why', 'fix', 'actual', 'expected', 'doubt', 'answer', 'what', 'right'])
const READ_WHOLE = new Set(['inGeneral', 'says'])

/** The sentences of a rule or topic with their places in its file. */
function sentencesIn(content: unknown, path: Fault['path'] = [], all = false): { readonly text: string; readonly path: Fault['path'] }[] {
  if (typeof content === 'string') return all ? [{ text: content, path }] : []
  if (Array.isArray(content)) return content.flatMap((each, index) => sentencesIn(each, [...path, index], all))
  if (typeof content !== 'object' || content === null) return []
  return Object.entries(content)
    .filter(([key]) => all || !['cases', 'basis', 'questions'].includes(key))
    .flatMap(([key, value]) =>
      sentencesIn(value, [...path, key], all || READ_WHOLE.has(key) || (READ.has(key) && typeof value === 'string')),
    )
}

import { z } from 'zod'
import { groupBy } from '../../language/group-by.ts'
import type { AnnualReport, Span } from '../../model/annual-report.ts'
import { placeName, placeOfSpan } from '../place.ts'
import { definePredicate, failAt, type Failure } from '../predicate.ts'
import { matchesAny, Pattern } from '../safe-pattern.ts'
import { lineAt } from '../text-lines.ts'

/** Characters in front of an address, within its sentence, that say what it is the address of. */
const BEFORE = 90

const Options = z.strictObject({
  /** Names of agencies whose sites have to be below the official domains; others may use any. */
  bound: Pattern,
  /** Names among them that are no agencies after all. */
  free: Pattern,
  /** Hosts below the official domains. */
  official: Pattern,
  /** Hosts of services that are no site of anybody's own, and addresses that stand for none. */
  notOwn: Pattern,
  /** Words in front of an address by which it is the agency's site, or where its report is found. */
  own: Pattern,
  /** Words right in front of it by which it is something else. */
  other: Pattern,
})
type Options = z.infer<typeof Options>

/** The agency's site, or where its report is found, is below the domains of the government (CP-005). Source: RULES-2.md, N16. */
export const siteOfficial = definePredicate({
  name: 'site-official',
  options: Options,
  evidence: ['written', 'host'],
  run: ({ report }, options) => {
    const { name } = report.agency
    if (name === null || !matchesAny(name, [options.bound]) || matchesAny(name, [options.free])) return []
    const others = report.contact.urls.filter(({ text }) => isElsewhere(hostOf(text), options))
    const own = groupBy(
      others.filter((url) => isOwnSite(report, url, options)),
      ({ text }) => hostOf(text),
    )
    return [...own].map(([host, [url]]) => failureOf(url, host))
  },
})

const isElsewhere = (host: string, { official, notOwn }: Options): boolean => host !== '' && !matchesAny(host, [official, notOwn])

const failureOf = ({ anchor, start, end, text }: Span, host: string): Failure =>
  failAt(placeOfSpan({ anchor, where: placeName('contact') }, text, start, end), {
    subject: `site/${host}`,
    evidence: { written: text.replace(/\s/g, ''), host },
  })

/** In lower case, without scheme, port and path. */
const hostOf = (url: string): string =>
  url
    .replace(/\s/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .split(/[/?#:]/, 1)[0]
    ?.replace(/\.$/, '') ?? ''

/** Footers stay out: a page's own foot names who built and who hosts it. */
function isOwnSite(report: AnnualReport, { anchor, start }: Span, { own, other }: Options): boolean {
  const before = (lineAt(report, anchor)?.text ?? '').slice(Math.max(0, start - BEFORE), start)
  const sentence = before.slice(Math.max(before.lastIndexOf('。'), before.lastIndexOf('；')) + 1)
  return matchesAny(sentence, [own]) && !matchesAny(sentence, [other])
}

import type { Lexicon } from '../language/lexicon.ts'
import type { ContactReading, Passage, Span } from '../model/annual-report.ts'
import { squeezeText } from '../language/squeeze-text.ts'

const URL_TEXT = /https?:\/\/[A-Za-z0-9.\-_/?=&%#:~]+|(?:^|[^A-Za-z0-9@.])(www\.[A-Za-z0-9.\-_/?=&%#:~]+)/g

/**
 * How to reach the agency: from the whole text and the page's own footer (a page template may hold it).
 * @param passages body paragraphs
 * @param footers text of footers, which have no anchor in the body
 */
export function readContact(lexicon: Lexicon, passages: readonly Passage[], footers: readonly string[]): ContactReading {
  const texts = [
    ...passages.map(({ anchor, text }) => squeezeText(anchor, text)),
    ...footers.map((text, index) => squeezeText(`aside${index}`, text)),
  ]
  const all = (pattern: RegExp): Span[] =>
    texts.flatMap((squeezed) =>
      [...squeezed.text.matchAll(pattern)].map((match) => {
        const value = match.slice(1).find((group) => group !== undefined) ?? match[0]
        const at = match.index + match[0].indexOf(value)
        return squeezed.span(at, at + value.length)
      }),
    )
  return {
    unit: all(lexicon.all('report/contact/unit'))[0] ?? null,
    phones: all(lexicon.all('report/contact/phone')),
    emails: all(lexicon.all('report/contact/email')),
    addresses: all(lexicon.all('report/contact/address')),
    postcodes: all(lexicon.all('report/contact/postcode')),
    urls: all(URL_TEXT),
  }
}

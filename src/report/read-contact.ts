import type { ContactReading, Passage, Span } from '../model/annual-report.ts'
import { squeezeText } from '../language/squeeze-text.ts'

const phone =
  /(?:电话|传真|联系方式|热线|咨询)[^\d(（]{0,8}([(（]?\d[\d\-—－–()（）+转、/]{3,40}\d)|(?<![\d.])(0\d{2,3}[-—－–]{1,2}\d{6,9})(?!\d)|(?<!\d)(1[3-9]\d{9})(?!\d)/g
const email = /(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9_.-]{1,120}|(?:邮箱|邮件|e-?mail)[:：]?([^\s,，;；。)）]{3,40})/gi
const postcode = /邮(?:政)?(?:编码?|码)[:：为]?(\d{3,8})/g
const address = /(?:地址|住址|地点)[:：]([^;；。)）\n]{3,60}?)(?=[;；。)）,，]|邮|电话|联系|$)/g
const url = /https?:\/\/[A-Za-z0-9.\-_/?=&%#:~]+|(?<![A-Za-z0-9@.])www\.[A-Za-z0-9.\-_/?=&%#:~]+/g
const unit =
  /(?<!参)(?:与|向)([^,，。;；:：()（）]{2,40}?)(?:[(（][^)）]{0,120}[)）])?(?:联系|咨询|反映|查询)|(?:联系|咨询)(?:单位|部门|机构|人)?[:：]?(?!电话|方式|地址|邮箱)([^,，。;；:：()（）]{4,40}?)(?=[(（,，;；。:]|$)/g

/**
 * How to reach the agency: from the whole text and the page's own footer (a page template may hold it).
 * @param passages body paragraphs
 * @param footers text of footers, which have no anchor in the body
 */
export function readContact(passages: readonly Passage[], footers: readonly string[]): ContactReading {
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
    unit: all(unit)[0] ?? null,
    phones: all(phone),
    emails: all(email),
    addresses: all(address),
    postcodes: all(postcode),
    urls: all(url),
  }
}

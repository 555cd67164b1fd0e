import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/extract/limits.ts'
import { scanXml } from '../../src/extract/scan-xml.ts'
import { Unreadable } from '../../src/extract/unreadable-error.ts'

type Event = readonly [string, ...unknown[]]

function ours(xml: string): Event[] | string {
  const events: Event[] = []
  try {
    const open = ({ name, attributes, start, end }: Parameters<NonNullable<Parameters<typeof scanXml>[2]['open']>>[0]) =>
      events.push(['open', name, { ...attributes }, end], ['at', xml.slice(start, start + 1 + name.length)])
    scanXml(
      xml,
      {},
      { open, close: (name, _start, end) => events.push(['close', name, end]), text: (text) => events.push(['text', text]) },
      defaultLimits,
    )
    return events
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
}

function saxes(xml: string): Event[] | string {
  const events: Event[] = []
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw new Unreadable('damaged', 'xml')
  })
  parser.on('doctype', () => {
    throw new Unreadable('unsafe', 'doctype')
  })
  parser.on('opentag', (tag) => events.push(['open', tag.name, { ...tag.attributes }, parser.position], ['at', `<${tag.name}`]))
  parser.on('closetag', (tag) => events.push(['close', tag.name, parser.position]))
  parser.on('text', (text) => depth(events) > 0 && events.push(['text', text]))
  parser.on('cdata', (text) => events.push(['text', text]))
  try {
    parser.write(xml).close()
    return events
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
}

const depth = (events: readonly Event[]) =>
  events.filter(([kind]) => kind === 'open').length - events.filter(([kind]) => kind === 'close').length
/** Adjacent texts (around a comment) may come joined or separate. */
const joined = (events: Event[] | string) =>
  typeof events === 'string'
    ? events
    : events.reduce<Event[]>((all, event) => {
        const last = all.at(-1)
        if (event[0] === 'text' && last?.[0] === 'text') all[all.length - 1] = ['text', `${String(last[1])}${String(event[1])}`]
        else if (event[0] !== 'text' || event[1] !== '') all.push(event)
        return all
      }, [])

const name = fc.constantFrom('w:p', 'w:r', 'w:t', 'a', '_x1', 'w:pPr')
const text = fc.constantFrom(
  '',
  '件',
  '&amp;',
  '&#20214;',
  '&#x41;',
  ' \n',
  'a > b',
  "it's",
  '<![CDATA[<x>&]]>',
  '<!-- 注 -->',
  '<?pi x?>',
  '𠀀',
)
const value = fc.constantFrom('', '1', '&lt;', 'a>b', "it's", '中文', 'x\ty')
const node: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc
      .tuple(
        name,
        fc.uniqueArray(fc.tuple(name, value), { maxLength: 3, selector: ([key]) => key }),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.boolean(),
      )
      .map(([tag, attributes, children, short]) => {
        const written = attributes.map(([key, content]) => ` ${key} = "${content}"`).join('')
        return short && children.length === 0 ? `<${tag}${written}/>` : `<${tag}${written} >${children.join('')}</${tag} >`
      }),
  ),
})).node
const PROLOG = '<?xml version="1.0"?>'
const documents = node.map((inside) => `${PROLOG}\n<root xmlns:w="urn:x">${inside}</root>\n`)

describe('scanXml', () => {
  it('reports the same events as saxes for well-formed text, at the same places', () => {
    fc.assert(
      fc.property(documents, (xml) => {
        expect(joined(ours(xml))).toEqual(joined(saxes(xml)))
      }),
      { numRuns: 300 },
    )
  })

  it('never accepts what saxes refuses: one character removed, inserted or doubled', () => {
    const pieces = fc.constantFrom('<', '>', '/', '&', '"', "'", '=', ';', ' ', ']]>', '--', '\u0001', 'x', '<!DOCTYPE x>', '</a>')
    fc.assert(
      fc.property(documents, fc.nat(), pieces, fc.boolean(), (xml, place, piece, insert) => {
        // The content of <?…?> is skipped.
        fc.pre(!xml.slice(PROLOG.length).includes('<?'))
        const at = PROLOG.length + (place % (xml.length - PROLOG.length))
        const broken = xml.slice(0, at) + (insert ? piece : '') + xml.slice(insert ? at : at + 1)
        // A decoder never yields half a surrogate pair.
        fc.pre(!/\p{Surrogate}/u.test(broken))
        if (typeof saxes(broken) === 'string') expect(typeof ours(broken)).toBe('string')
        else expect(joined(ours(broken))).toEqual(joined(saxes(broken)))
      }),
      { numRuns: 1_500 },
    )
  })

  it.each([
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'unsafe: doctype'],
    ['<!doctype a><a/>', 'unsafe: doctype'],
    ['<a>&nbsp;</a>', 'damaged: xml'],
    ['', 'damaged: xml'],
    [`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`, 'too-complex: depth'],
  ])('%s', (xml, reason) => {
    expect(ours(xml)).toBe(reason)
  })
})

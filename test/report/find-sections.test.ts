import { describe, expect, it } from 'vitest'
import type { Paragraph } from '../../src/model/document.ts'
import { findSections } from '../../src/report/find-sections.ts'
import { forms, reference } from '../support/reference.ts'

const outlineOf = (lines: readonly string[]) => {
  const blocks = lines.map((text, index): Paragraph => ({ kind: 'paragraph', id: `p${index}`, text }))
  return findSections(reference.lexicon, { format: 'txt', blocks, aside: [], marks: [], notes: [] }, forms['2021'], new Set())
}
const CONTENTS = forms['2021'].sections.map(({ numeral, heading }) => `${numeral}、${heading}`)

describe('the headings of a report', () => {
  it('skip a list of contents if the headings are repeated', () => {
    const body = CONTENTS.flatMap((heading) => [heading, '正文。'])
    const { sections } = outlineOf([...CONTENTS, ...body])
    expect(sections.map(({ part, span }) => [part, span.anchor])).toEqual([1, 2, 3, 4, 5, 6].map((part) => [part, `p${4 + part * 2}`]))
  })

  it('are kept directly under each other if none is repeated', () => {
    expect(outlineOf(CONTENTS).sections.map(({ part }) => part)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('take linear time', () => {
    // A file of headings only: searching again around each of 50,000 would take minutes.
    const lines = Array.from({ length: 50_000 }, (_, index) => CONTENTS[index % 6] ?? '')
    const start = performance.now()
    expect(outlineOf(lines).sections.length).toBeGreaterThan(0)
    expect(performance.now() - start).toBeLessThan(20_000)
  })
})

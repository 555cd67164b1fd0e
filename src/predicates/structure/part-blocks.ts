import type { AnnualReport } from '../../model/annual-report.ts'
import type { Anchor, Block } from '../../model/document.ts'

/** The block of the draft that an anchor is of: a paragraph that was parted has several (`p12@345`). */
export const blockIdOf = (anchor: Anchor): Anchor => anchor.replace(/@\d+$/, '')

/** All that stands below the heading of a part, tables too, up to the next level-one heading or the end. */
export function blocksOfPart({ document, sections }: AnnualReport, part: number): readonly Block[] {
  const at = sections.findIndex((section) => section.part === part)
  const heading = sections[at]
  if (!heading) return []
  const indexOf = (anchor: Anchor): number => document.blocks.findIndex(({ id }) => id === blockIdOf(anchor))
  const next = sections[at + 1]
  return document.blocks.slice(indexOf(heading.span.anchor) + 1, next ? indexOf(next.span.anchor) : undefined)
}

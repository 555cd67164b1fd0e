import { emptyStruck } from './empty-struck.ts'
import { findRaised } from './find-raised.ts'
import { takeWatermarks } from './find-watermarks.ts'
import type { PageContent } from './page-content.ts'

/** Parts the text of the pages from what only lies over it or belongs beside it: watermarks, words struck out, raised signs. */
export const settlePages = (contents: readonly PageContent[]): PageContent[] =>
  takeWatermarks(contents).map((content) => {
    const { kept, struck } = emptyStruck(content.glyphs, content.rules, content.struck)
    return { ...content, glyphs: findRaised(kept), unshown: [...content.unshown, ...struck] }
  })

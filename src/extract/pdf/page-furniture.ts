import { PAGE_NUMBER } from '../../language/file-marks.ts'
import type { PageLayout, PageLine } from './page-layout.ts'

/** Part of a page's height, above and below, in which its header and footer stand. */
const EDGE = 0.12
/** How far apart (points) the same header may stand on two pages. */
const SAME_PLACE = 6

export interface Furniture {
  readonly pages: readonly PageLayout[]
  readonly aside: readonly { readonly kind: 'header' | 'footer'; readonly text: string }[]
}

/**
 * Takes page numbers, headers and footers out of the text: page numbers by their look, others because they stand on
 * several pages at the same place.
 */
export function takeFurniture(pages: readonly PageLayout[]): Furniture {
  const repeated = findRepeated(pages)
  const aside = new Map<string, 'header' | 'footer'>()
  const cleaned = pages.map((page) => {
    const edges = edgeLines(page)
    const gone = new Set<unknown>()
    for (const line of edges) {
      if (!PAGE_NUMBER.test(line.text) && !repeated.has(keyOf(line, page))) continue
      gone.add(line)
      aside.set(line.text, line.top < page.height / 2 ? 'header' : 'footer')
    }
    return { ...page, items: page.items.filter((item) => !gone.has(item)) }
  })
  return { pages: cleaned, aside: [...aside].map(([text, kind]) => ({ kind, text })) }
}

/** Lines in the page's margins with no table between them and the page's edge. */
function edgeLines(page: PageLayout): PageLine[] {
  const found: PageLine[] = []
  const take = (items: PageLayout['items'], inEdge: (line: PageLine) => boolean) => {
    for (const item of items) {
      if (item.kind === 'table' || !inEdge(item)) return
      found.push(item)
    }
  }
  take(page.items, (line) => line.bottom < page.height * EDGE)
  take([...page.items].reverse(), (line) => line.top > page.height * (1 - EDGE))
  return found
}

function findRepeated(pages: readonly PageLayout[]): Set<string> {
  const counts = new Map<string, number>()
  for (const page of pages)
    for (const key of new Set(edgeLines(page).map((line) => keyOf(line, page)))) counts.set(key, (counts.get(key) ?? 0) + 1)
  const needed = Math.max(2, Math.floor(pages.length / 3))
  return new Set([...counts].filter(([, count]) => count >= needed).map(([key]) => key))
}

/** Figures count as the same (“第3页，共5页”). */
function keyOf(line: PageLine, page: PageLayout): string {
  const fromEdge = line.top < page.height / 2 ? line.top : page.height - line.top
  return `${line.text.replace(/[0-9０-９]+/g, '#').replace(/\s+/g, '')}@${Math.round(fromEdge / SAME_PLACE)}`
}

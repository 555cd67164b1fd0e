import type { Document } from '../../model/document.ts'
import type { Limits } from '../limits.ts'
import { openPackage } from '../open-package.ts'
import type { Box, Glyph, Matrix } from '../pdf/geometry.ts'
import { hideUnseen, isScanned } from '../pdf/hide-unseen.ts'
import type { PageContent } from '../pdf/page-content.ts'
import { documentOfPages, refuseTextless } from '../pdf/read-pdf.ts'
import { settlePages } from '../pdf/settle-pages.ts'
import { turnUpright } from '../pdf/turn-upright.ts'
import { toUnshown } from '../pdf/unshown.ts'
import { linesIn, type XmlNode } from '../xml-tree.ts'
import { boundaryOf } from './object-place.ts'
import { readOfdFile, type OfdPage } from './ofd-package.ts'
import { PageWalk, type Surroundings } from './page-walk.ts'

const POINTS = 72 / 25.4
const PAGE: Matrix = [POINTS, 0, 0, POINTS, 0, 0]

/**
 * Reads an OFD file (GB/T 33190) by its text objects and the lines of its tables, laid out as the pages of a PDF are.
 * @throws Unreadable no-text-layer, encrypted, damaged, unsafe, too-complex, too-large
 */
export function readOfd(bytes: Uint8Array, limits: Limits): Document {
  const { pages, properties } = readOfdFile(openPackage(bytes, limits), limits)
  const contents = pages.map((page) => readPage(page, limits))
  refuseTextless(contents)
  return { ...documentOfPages(settlePages(contents), limits, properties), format: 'ofd' }
}

function readPage({ content, templates, annotations, resources, width, height }: OfdPage, limits: Limits): PageContent {
  const paper: Box = { left: 0, right: width * POINTS, top: 0, bottom: height * POINTS }
  const around: Surroundings = { matrix: PAGE, clip: paper, off: false, upon: null, references: 0 }
  const walk = new PageWalk(paper, resources, limits)
  for (const node of [...templates, content]) walk.take(node, around)
  const marks = new PageWalk(paper, resources, limits)
  for (const annotation of annotations) {
    const { Type: type } = annotation.attributes
    if (!isShown(annotation)) continue
    if (type === 'Watermark') marks.take(annotation, around)
    else walk.take(annotation, { ...around, upon: type === 'Stamp' ? 'stamp' : 'annotation' })
  }
  const { shown, unshown } = hideUnseen(walk)
  return turnUpright({
    width: paper.right,
    height: paper.bottom,
    glyphs: shown,
    rules: walk.rules,
    pictures: walk.painted.pictures.length,
    unshown: [...unshown, ...toUnshown('watermark', marks.glyphs), ...annotations.flatMap(commentOf)],
    drawings: walk.painted.drawings,
    struck: annotations.flatMap(struckBy),
    ...unreadOn(walk, shown),
  })
}

function unreadOn({ painted, lacksGroup }: PageWalk, shown: readonly Glyph[]): Pick<PageContent, 'unread'> {
  if (isScanned(painted, shown)) return { unread: 'picture' }
  return lacksGroup ? { unread: 'unknown-drawing' } : {}
}

const isShown = ({ attributes }: XmlNode): boolean => attributes['Visible'] !== 'false'

/** What reviewers wrote about a place of the page. */
const ABOUT_A_PLACE = /^(?:Highlight|Path)$/

/** The remark of a stamp or link names it and is nobody's comment. */
function commentOf(annotation: XmlNode): PageContent['unshown'] {
  const text = linesIn(annotation, 'ofd:Remark').trim()
  if (text === '' || !isShown(annotation) || !ABOUT_A_PLACE.test(annotation.attributes['Type'] ?? '')) return []
  const { left = 0, top = 0 } = boxOf(annotation) ?? {}
  return [{ kind: 'comment', text, x: left, y: top }]
}

const STRIKES = /^Strike-?out$/i

const struckBy = (annotation: XmlNode): Box[] => {
  const box = isShown(annotation) && STRIKES.test(annotation.attributes['Subtype'] ?? '') ? boxOf(annotation) : null
  return box ? [box] : []
}

function boxOf(annotation: XmlNode): Box | null {
  const look = annotation.children.find((child): child is XmlNode => typeof child !== 'string' && child.name === 'ofd:Appearance')
  return look ? boundaryOf(look, PAGE) : null
}

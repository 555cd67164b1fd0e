import { readColour, whyNotShown, type RunLook } from '../shown.ts'
import { findAll, textBelow, type XmlNode } from '../xml-tree.ts'
import { childOf, countOf, valueOf } from './uof-tree.ts'

/** How runs of a style are drawn; undefined where it says nothing. */
export interface UofLook extends RunLook {
  readonly raised?: boolean | undefined
}

/** What a paragraph is by its own properties and its style. */
export interface UofParagraph {
  readonly look: UofLook
  readonly outline: number | undefined
  readonly numbering: XmlNode | undefined
}

/** Bases of bases. */
const DEEPEST = 20

/** The styles of a document, and what properties say over them. */
export class UofLooks {
  readonly #styles: ReadonlyMap<string, XmlNode>

  constructor(trees: readonly XmlNode[]) {
    const styles = trees.flatMap((tree) => findAll(tree, 'run-style', 'paragraph-style'))
    this.#styles = new Map(styles.map((style) => [style.attributes['id'] ?? '', style]))
  }

  paragraph(properties: XmlNode | undefined): UofParagraph {
    const chain = this.#chain(properties)
    const first = (name: string): XmlNode | undefined => chain.map((one) => childOf(one, name)).find((found) => found !== undefined)
    const outline = countOf(first('outline'))
    // Run properties of the paragraph itself are those of its end mark; those of a style are its runs'.
    const looks = chain.toReversed().flatMap((one) => [lookOf(one), one === properties ? {} : lookOf(childOf(one, 'run-look'))])
    return { look: over(...looks), outline: outline !== undefined && outline <= 9 ? outline : undefined, numbering: first('numbering') }
  }

  run(properties: XmlNode | undefined, around: UofLook): UofLook {
    return over(around, ...this.#chain(properties).toReversed().map(lookOf))
  }

  /** Properties, the style that they name, and the styles on which it builds. */
  #chain(properties: XmlNode | undefined): XmlNode[] {
    const chain = properties ? [properties] : []
    let next = properties?.attributes['style']
    while (next !== undefined && chain.length < DEEPEST) {
      const style = this.#styles.get(next)
      if (!style) break
      chain.push(style)
      next = style.attributes['base']
    }
    return chain
  }
}

function over(...looks: readonly UofLook[]): UofLook {
  const said = looks.map((look) => Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined)))
  return Object.assign({}, ...said) as UofLook
}

function lookOf(properties: XmlNode | undefined): UofLook {
  const font = childOf(properties, 'font')
  const size = Number(font?.attributes['size'])
  const strike = valueOf(childOf(properties, 'strike'))
  const hidden = valueOf(childOf(properties, 'hidden'))
  const raise = valueOf(childOf(properties, 'raise'))
  return {
    struck: strike === undefined ? undefined : strike !== 'none' && strike !== 'false',
    hidden: hidden === undefined ? undefined : hidden === 'true',
    size: size > 0 ? size : undefined,
    colour: readColour(font?.attributes['colour']),
    ground: groundOf(properties),
    raised: raise === undefined ? undefined : raise !== 'none',
  }
}

/** The colour of a fill; null for a pattern, a gradient or a picture, undefined where nothing is filled. */
export function groundOf(properties: XmlNode | undefined): number | null | undefined {
  const fill = childOf(properties, 'fill')
  if (!fill) return undefined
  const [colour] = findAll(fill, 'colour')
  if (colour) return readColour(textBelow(colour).trim())
  return findAll(fill, 'pattern', 'gradient', 'picture').length > 0 ? null : undefined
}

/** Why a run is not shown; undefined where it is. @param ground behind its paragraph */
export const whyHidden = (look: UofLook, ground: number | null | undefined): ReturnType<typeof whyNotShown> =>
  whyNotShown({ ...look, ground: look.ground === undefined ? ground : look.ground })

import type { XmlNode } from '../xml-tree.ts'
import type { UofLists } from './uof-lists.ts'
import type { UofLooks } from './uof-looks.ts'

/** What the walk looks up. */
export interface UofContext {
  readonly looks: UofLooks
  readonly lists: UofLists
  /** Shapes by the ids that anchors give; several where two parts use one id. */
  readonly shapes: ReadonlyMap<string, readonly XmlNode[]>
}

/** Tracked changes are marked by where they begin and end, within paragraphs and over them. */
export class Revisions {
  readonly #open = new Map<string, string>()
  #inserted = 0

  get deleting(): boolean {
    return [...this.#open.values()].includes('delete')
  }

  get inserting(): boolean {
    return this.#inserted > 0 || [...this.#open.values()].includes('insert')
  }

  /** Takes notice of an element if it begins or ends a change. @returns whether it does */
  take({ name, attributes }: XmlNode): boolean {
    if (name === 'revision-start') this.#open.set(attributes['id'] ?? '', attributes['type'] ?? '')
    else if (name === 'revision-end') this.#open.delete(attributes['start'] ?? '')
    else if (name === 'insertion-start') this.#inserted++
    else if (name === 'insertion-end') this.#inserted = Math.max(0, this.#inserted - 1)
    else return false
    return true
  }
}

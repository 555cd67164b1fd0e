/** Extensions whose elements this reader understands, by their namespaces. */
const UNDERSTOOD =
  /^(http:\/\/schemas\.microsoft\.com\/office\/(word\/20\d\d\/(wordml|wordprocessing(Shape|Group|Canvas|Drawing)$)|drawing\/2010\/main$)|urn:schemas-microsoft-com:|http:\/\/schemas\.openxmlformats\.org\/(wordprocessingml|drawingml|officeDocument)\/)/
const MOST_PREFIXES = 50

/** Tells of `mc:Choice` whether all it requires is understood. */
export class UnderstoodBranches {
  readonly #xml: string
  readonly #known = new Map<string, boolean>()

  constructor(xml: string) {
    this.#xml = xml
  }

  /**
   * @param requires prefixes, parted by blanks
   * @param end offset behind the start tag: what is declared in front of it counts
   */
  has(requires: string, end: number): boolean {
    return requires
      .split(/\s+/)
      .filter((prefix) => prefix !== '')
      .every((prefix) => this.#understands(prefix, end))
  }

  /** Real documents do not redefine a prefix, so that the nearest declaration in front is the one in force. */
  #understands(prefix: string, end: number): boolean {
    const known = this.#known.get(prefix)
    if (known !== undefined) return known
    if (this.#known.size >= MOST_PREFIXES || !/^[\w.-]{1,40}$/.test(prefix)) return false
    const at = this.#xml.lastIndexOf(`xmlns:${prefix}=`, end)
    const uri = at < 0 ? '' : this.#xml.slice(at + prefix.length + 8, at + prefix.length + 208).split(/["']/)[0]!
    const understood = UNDERSTOOD.test(uri)
    this.#known.set(prefix, understood)
    return understood
  }
}

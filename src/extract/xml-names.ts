/** Namespaces by the prefix under which handlers want them: `{ w: ['http://…', 'http://…strict…'] }`. */
export type Prefixes = Readonly<Record<string, readonly string[]>>

/** Maps the prefixes of the file to ours. Real documents do not redefine a prefix in inner elements. */
export class XmlNames {
  readonly #ours: ReadonlyMap<string, string>
  readonly #theirs = new Map<string, string>()
  readonly #known = new Map<string, string>()

  constructor(prefixes: Prefixes) {
    this.#ours = new Map(Object.entries(prefixes).flatMap(([prefix, uris]) => uris.map((uri) => [uri, prefix] as const)))
  }

  /** Takes notice of the namespaces that a tag declares. */
  learn(attributes: Readonly<Record<string, string>>): void {
    for (const key in attributes) {
      if (!key.startsWith('xmlns')) continue
      const prefix = this.#ours.get(attributes[key]!)
      if (prefix === undefined) continue
      this.#theirs.set(key === 'xmlns' ? '' : key.slice(6), prefix)
      this.#known.clear()
    }
  }

  /** @returns the name under our prefix, or unchanged for any other namespace */
  of(raw: string): string {
    const known = this.#known.get(raw)
    if (known !== undefined) return known
    const colon = raw.indexOf(':')
    const prefix = this.#theirs.get(colon < 0 ? '' : raw.slice(0, colon))
    const name = prefix === undefined ? raw : `${prefix}:${raw.slice(colon + 1)}`
    // As a property's key the engine keeps one copy of it, so that comparing names is comparing addresses.
    const shared = Object.keys({ [name]: 0 })[0]!
    if (this.#known.size < 2_000) this.#known.set(raw, shared)
    return shared
  }
}

/** An attribute by its local name, whatever its prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, local: string): string | undefined {
  const direct = attributes[`w:${local}`] ?? attributes[local]
  if (direct !== undefined) return direct
  for (const key in attributes) if (key.endsWith(`:${local}`)) return attributes[key]
  return undefined
}

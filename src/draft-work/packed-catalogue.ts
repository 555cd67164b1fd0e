import type { ReferenceFiles } from '../form/reference.ts'
import type { Rule } from '../model/rule.ts'
import type { WordFile } from '../reply/say.ts'

/** Rules, forms and words as plain data, audited: all that work on drafts needs, so that its process reads no such file. */
export interface Catalogue {
  readonly words: readonly WordFile[]
  readonly rules: readonly Rule[]
  readonly reference: ReferenceFiles
}

/** As UTF-8 JSON. Cases of rules stay behind: no work needs them. */
export const packCatalogue = ({ words, rules, reference }: Catalogue): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ words, rules: rules.map((rule) => ({ ...rule, cases: [] })), reference }))

export const unpackCatalogue = (bytes: Uint8Array): Catalogue => JSON.parse(new TextDecoder().decode(bytes)) as Catalogue

import type { Checker } from '../check/check-report.ts'
import type { Limits } from '../extract/limits.ts'
import type { PdfSettings } from '../extract/pdf/read-pdf.ts'
import type { AnnualReport } from '../model/annual-report.ts'
import type { Document } from '../model/document.ts'
import type { DraftWorkKind, InputOf, OutputOf, PartOf } from '../model/ports/draft-reader.ts'
import type { Profile } from '../model/rule.ts'
import type { Words } from '../reply/say.ts'

/** The draft that an attempt has opened. */
interface OpenedDraft {
  readonly document: Document
  readonly report: AnnualReport
  readonly profile: Profile | undefined
}

/** What all work has at hand. */
export interface Desk {
  readonly checker: Checker
  readonly words: Words
  readonly limits: Limits
  /** Where character maps come from, on a host without files. */
  readonly pdf: PdfSettings
  /** Of the present attempt; work that opens a draft sets it. */
  opened: OpenedDraft | null
}

/**
 * One kind of work.
 * @param give hands over a part and resolves once it has left the process, or has been dealt with if `oneByOne`
 */
export interface DraftWork<Kind extends DraftWorkKind> {
  readonly kind: Kind
  /** The next part is made only when the host has dealt with the one before. */
  readonly oneByOne?: true
  run(input: InputOf<Kind>, desk: Desk, give: (part: PartOf<Kind>) => Promise<void>): Promise<OutputOf<Kind>> | OutputOf<Kind>
}

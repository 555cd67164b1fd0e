import type { AnnualReport } from '../model/annual-report.ts'
import type { Document } from '../model/document.ts'
import type { Profile } from '../model/rule.ts'

export interface BuildOptions {
  /** The report year where the caller knows it; else from the title. */
  readonly year?: number
  readonly profile?: Profile
}

/** Reads a Document as an annual report: parts, period, tables, claims, contact, signature. Never throws on a draft. */
export function buildReport(_document: Document, _options: BuildOptions = {}): AnnualReport {
  throw new Error('not yet')
}

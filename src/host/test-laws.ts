import { createCitationAudit } from '../check/audit-citations.ts'
import { createSentenceAudit } from '../check/audit-cited-text.ts'
import { auditLaw } from '../check/audit-laws.ts'
import type { Fault } from '../check/audit-problem.ts'
import type { Reference } from '../form/reference.ts'
import { lineOf } from './load-catalogue.ts'
import { citingFiles, loadLaws } from './load-laws.ts'

/** A fault of a law, or of a citation in a rule, topic or profile. */
export interface LawFault extends Omit<Fault, 'path'> {
  /** The file below its folder. */
  readonly place: string
  readonly line: number
}

/**
 * Audits the laws, and every citation of them in rules, topics and profiles.
 * @param folder the rules folder: each citation of a law there must name its claims
 * @param own a folder of the office's own: its `law/` is added; its citations may leave the claims out
 * @throws AppError `bad-rule-file` where a file is no law at all
 */
export function testLaws(folder: string, reference: Reference, own?: string): LawFault[] {
  const files = [folder, ...(own === undefined ? [] : [own])].map((each) => loadLaws(each)).flat()
  const laws = files.map(({ law }) => law)
  const sentences = createSentenceAudit(laws, reference.lexicon)
  const place = ({ file, place: at }: { readonly file: string; readonly place: string }, { path, ...fault }: Fault): LawFault => ({
    ...fault,
    place: at,
    line: lineOf(file, path),
  })
  const citations = (of: string, strict: boolean): LawFault[] => {
    const audit = createCitationAudit(laws, reference, strict)
    return citingFiles(of).flatMap((file) =>
      [...audit(file), ...(strict ? sentences(file.content) : [])].map((fault) => place(file, fault)),
    )
  }
  return [
    ...files.flatMap((file, index) => auditLaw(file.law, laws.slice(0, index)).map((fault) => place(file, fault))),
    ...citations(folder, true),
    ...(own === undefined ? [] : citations(own, false)),
  ]
}

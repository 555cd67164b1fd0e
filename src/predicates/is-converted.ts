import type { Document, DocumentFormat } from '../model/document.ts'

/** What converters, recognition and copying write: headings, marks and the order of words may be theirs. */
const CONVERTED: ReadonlySet<DocumentFormat> = new Set<DocumentFormat>(['pdf', 'ofd', 'md', 'txt', 'xlsx', 'xls', 'ods'])

/** Whether a document is of a format that is mostly written by conversion, not by its drafter. */
export const isConverted = ({ format }: Pick<Document, 'format'>): boolean => CONVERTED.has(format)

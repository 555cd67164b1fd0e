import type { PDFDocumentProxy } from 'unpdf/pdfjs'

/** What a file says of itself beside its pages. */
export interface FileProperties {
  readonly authors: readonly string[]
  /** Title, subject, keywords, company. */
  readonly texts: readonly string[]
}

/** The properties of a PDF (ISO 32000-1, 14.3.3); none where they are broken. */
export async function readFileProperties(file: PDFDocumentProxy): Promise<FileProperties> {
  const { info } = await file.getMetadata().catch(() => ({ info: {} }))
  const said = info as Readonly<Record<string, unknown>>
  const custom = (said['Custom'] ?? {}) as Readonly<Record<string, unknown>>
  const texts = [said['Title'], said['Subject'], said['Keywords'], custom['Company'], custom['Comments'], custom['Manager']]
  return { authors: textsAmong([said['Author']]), texts: textsAmong(texts) }
}

const textsAmong = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string')

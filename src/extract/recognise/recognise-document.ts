import type { Extraction } from '../../model/document.ts'
import { reasonOf } from '../extract-document.ts'
import type { Limits } from '../limits.ts'
import { foreignKind } from '../file-kinds.ts'
import { sniffFormat } from '../sniff-format.ts'
import { Unreadable } from '../unreadable-error.ts'
import { pictureToPdf } from './picture-to-pdf.ts'
import { recognisePdf } from './recognise-pdf.ts'

/**
 * Reads a scanned PDF, a photograph or a screenshot by recognising its pictures; any other file, and where the host has not the packages for it, is
 * answered with a reason. Takes seconds a page. Never throws.
 * @param onPage called for each page before it is recognised
 */
export async function recogniseDocument(
  bytes: Uint8Array,
  name: string,
  limits: Limits,
  onPage: (page: number, pages: number) => void,
): Promise<Extraction> {
  try {
    if (bytes.length > limits.fileBytes) throw new Unreadable('too-large', 'file-bytes')
    const foreign = foreignKind(bytes)
    if (foreign?.what === 'picture' && foreign.recognisable)
      return { status: 'read', document: await recognisePdf(pictureToPdf(bytes, limits), limits, onPage) }
    if (sniffFormat(bytes, name, limits) !== 'pdf') throw new Unreadable('no-text-layer', 'pictures')
    const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return { status: 'read', document: await recognisePdf(plain, limits, onPage) }
  } catch (error) {
    return { status: 'unreadable', ...reasonOf(error) }
  }
}

import { parse } from 'csv-parse/sync'
import readExcelFile from 'read-excel-file/universal'
import { AppError } from '../model/app-error.ts'
import { decodeText } from './decode-text.ts'

/** The rows of a list, blank ones too: their numbers are those of the file. */
export type ListRows = readonly (readonly unknown[])[]

/**
 * The rows of the first sheet of an xlsx, or of a CSV (UTF-8 or GB18030).
 * @throws AppError unreadable if it is neither
 */
export async function readListRows(bytes: Uint8Array): Promise<ListRows> {
  try {
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return (await readExcelFile(new Blob([new Uint8Array(bytes)])))[0]?.data ?? []
    const { text } = decodeText(bytes)
    const first = text.split('\n', 1)[0] ?? ''
    const delimiter = first.includes('\t') ? '\t' : !first.includes(',') && first.includes('，') ? '，' : ','
    // Row numbers are those of the file: an empty line counts.
    return parse(text, { delimiter, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false }) as string[][]
  } catch {
    throw new AppError('unreadable', 'agencies: neither csv nor xlsx', { key: 'agencies.unreadable' })
  }
}

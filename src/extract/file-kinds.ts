import { DocumentFormat } from '../model/document.ts'

/** Endings under which the formats go beside their own. */
const OTHER_NAMES: readonly string[] = [
  'htm',
  'xhtml',
  'mht',
  'mhtml',
  'fodt',
  'uot',
  'et',
  'csv',
  'tsv',
  'markdown',
  'docm',
  'dotx',
  'dot',
  'wpt',
  'xlsm',
]
/** Endings of files that bring drafts. */
const PACKED: readonly string[] = ['zip', 'eml', 'msg']
/** Endings of pictures that can be recognised. */
const PICTURES: readonly string[] = ['png', 'jpg', 'jpeg']

/**
 * Endings of the files that are looked at, in small letters without a dot: the one list for whoever chooses files, be it
 * the page, a folder or a person. What a file is its bytes say.
 * @param pictures whether pictures are recognised
 */
export const acceptedEndings = (pictures: boolean): readonly string[] => [
  ...DocumentFormat.options,
  ...OTHER_NAMES,
  ...PACKED,
  ...(pictures ? PICTURES : []),
]

/** The ending of a name, in small letters without its dot; empty where there is none. */
export const endingOf = (name: string): string => /\.([^./\\\s]{1,12})$/.exec(name.slice(-20))?.[1]?.toLowerCase() ?? ''

/** `recognisable`: the picture can be read where recognition is on. */
export type Foreign =
  | { readonly what: 'picture'; readonly kind: string; readonly recognisable: boolean }
  | { readonly what: 'other'; readonly kind: string }

const picture = (kind: string, recognisable = false): Foreign => ({ what: 'picture', kind, recognisable })
const other = (kind: string): Foreign => ({ what: 'other', kind })

/** First bytes of files that people send by mistake, as Latin letters. */
const MARKS: readonly (readonly [string, Foreign])[] = [
  ['\x89PNG', picture('PNG', true)],
  ['\xff\xd8\xff', picture('JPEG', true)],
  ['GIF8', picture('GIF')],
  ['BM', picture('BMP')],
  ['II*\0', picture('TIFF')],
  ['MM\0*', picture('TIFF')],
  ['II+\0', picture('TIFF')],
  ['MM\0+', picture('TIFF')],
  ['MZ', other('program')],
  ['\x7fELF', other('program')],
  ['Rar!', other('rar')],
  ['7z\xbc\xaf', other('7z')],
  ['\x1f\x8b', other('gzip')],
  ['ID3', other('sound')],
  ['%!PS', other('postscript')],
  ['SQLite format 3', other('database')],
]
/** The brands of ISO base media files (ISO/IEC 14496-12) that are pictures; the others are films. */
const BRANDS: readonly (readonly [string, string])[] = [
  ['avi', 'AVIF'],
  ['hei', 'HEIC'],
  ['hev', 'HEIC'],
  ['mif1', 'HEIC'],
  ['msf1', 'HEIC'],
]
const HEAD = 16

/** What a file that holds no draft's text is, by its first bytes; null for any other. */
export function foreignKind(bytes: Uint8Array): Foreign | null {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD))
  if (head.startsWith('RIFF') && !isText(bytes)) return head.startsWith('WEBP', 8) ? picture('WebP') : other('film')
  if (head.startsWith('ftyp', 4)) {
    const [, kind] = BRANDS.find(([brand]) => head.startsWith(brand, 8)) ?? []
    return kind === undefined ? other('film') : picture(kind)
  }
  const [mark, foreign] = MARKS.find(([begin]) => head.startsWith(begin)) ?? []
  if (mark === undefined || foreign === undefined) return null
  // “BM…” and “MZ…” may begin a text too.
  return mark.length === 2 && mark < '\x80' && isText(bytes) ? null : foreign
}

const isText = (bytes: Uint8Array): boolean => !bytes.subarray(0, 4_096).includes(0)

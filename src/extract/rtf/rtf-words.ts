/** Where a group's text goes; `skip` for what is no text. */
export type Destination =
  | 'body'
  | 'skip'
  | 'header'
  | 'footer'
  | 'footnote'
  | 'textbox'
  | 'comment'
  | 'author'
  | 'information'
  | 'fonts'
  | 'styles'
  | 'number'
  | 'colours'
  | 'instruction'
  | 'form'
  | 'entry'
  | 'usual'
  | 'shape'
  | 'property'
  | 'value'

/** Groups with a meaning of their own; any other that is marked as ignorable (`\*`) is skipped. */
export const DESTINATIONS: Readonly<Record<string, Destination>> = {
  ...Object.fromEntries(
    (
      'listtable listoverridetable revtbl rsidtbl generator pict nonshppict filetbl themedata colorschememapping latentstyles datastore ' +
      'xmlnstbl objdata objclass bkmkstart bkmkend annotationref atnid atrfstart atrfend atntime atndate atnparent atnref operator hlinkbase pntxta pntxtb ' +
      'background panose falt ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pgptbl mmathPr protusertbl wgrffmtfilter listname tc xe rxe txe passwordhash userprops docvar pnseclvl ' +
      'shprslt mmathPict ffname ffformat ffhelptext ffstattext ffentrymcr ffexitmcr'
    )
      .split(' ')
      .map((word) => [word, 'skip' as const]),
  ),
  fonttbl: 'fonts',
  stylesheet: 'styles',
  author: 'author',
  title: 'information',
  subject: 'information',
  keywords: 'information',
  doccomm: 'information',
  company: 'information',
  header: 'header',
  headerl: 'header',
  headerr: 'header',
  headerf: 'header',
  footer: 'footer',
  footerl: 'footer',
  footerr: 'footer',
  footerf: 'footer',
  footnote: 'footnote',
  shptxt: 'textbox',
  dptxbxtext: 'textbox',
  colortbl: 'colours',
  fldinst: 'instruction',
  formfield: 'form',
  ffl: 'entry',
  ffdeftext: 'usual',
  sp: 'shape',
  sn: 'property',
  sv: 'value',
  annotation: 'comment',
  atnauthor: 'skip',
  listtext: 'number',
  pntext: 'number',
}
/** Ignorable groups whose content counts all the same. */
export const OPENED = new Set(['shppict', 'shpinst', 'nesttableprops', 'do', 'moMath', 'moMathPara'])

/** Groups in which nothing is text: their own words and inner groups say what they hold. */
export const SILENT: ReadonlySet<Destination> = new Set(['skip', 'fonts', 'colours', 'form', 'shape'])

/** Properties of a formula. */
export const FORMULA_PROPERTIES = /^m[A-Za-z]*Pr$/
/** Parts of a formula that text cannot say. */
export const UNCLEAR_FORMULAS = new Set(['mrad', 'mnary', 'mm', 'meqArr', 'macc', 'mbar', 'mlimLow', 'mlimUpp', 'mborderBox'])

/** The number without the tab behind it; a bullet is no number. */
export function numberText(text: string): string {
  const number = text.trim()
  if (!/[\p{L}\p{N}]/u.test(number) || /^[o§]$/.test(number)) return ''
  return /[\p{L}\p{N}]$/u.test(number) ? `${number} ` : number
}

/** Control words that are a character. */
export const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({ tab: '\t', line: '\n', '~': '\u00a0', _: '-', '-': '', emdash: '—', endash: '–', emspace: '\u2003' }).concat(
    Object.entries({ enspace: '\u2002', qmspace: '\u2005', bullet: '•', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”' }),
  ),
)

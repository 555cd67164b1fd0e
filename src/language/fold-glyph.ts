import { mapPairs } from './simplify-characters.ts'

/**
 * Radicals stand in a file for the characters that look the same, where the font's own table was turned round
 * (Chrome, some versions of WPS). NFKC folds those of KangXi, one of them to a character that is not
 * the one in use; these are from the supplement, which it leaves. Each is followed by the character.
 */
const SUPPLEMENT = mapPairs(
  '⼾户⺁厂⺇几⺋卩⺌小⺎尢⺒巳⺓幺⺕彐⺗心⺝月⺟母⺠民⺩王⺫目⺬示⺮竹⺶羊⺼肉⻁虎⻃西⻄西⻅见⻆角⻉贝⻋车⻑长⻒长⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟',
)

/**
 * Radicals, compatibility forms, vertical forms of signs, ligatures, letters and digits of formulas: what NFKC may touch,
 * and nothing else. Strokes stand for the characters of one stroke.
 */
const FOLDED =
  /[\u2e80-\u2fdf\u31d0\u31d1\u31e0\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe44\ufe47\ufe48\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f10a}\u{2f800}-\u{2fa1f}]/gu
/** Digits of other scripts; those in full width are told of by rules of their own. */
const OTHER_DIGITS = /(?![0-9\uff10-\uff19\u{1d7ce}-\u{1d7ff}])\p{Nd}/gu
const MAY_BE_FOLDED = /[^\u0000-\u065f\u2000-\u206f\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/
const STROKES = mapPairs('\u31d0一\u31d1丨\u31e0乙')

/** A text with each character that only looks like another, or is another form of it, replaced by that. */
export function foldForms(text: string): string {
  if (!MAY_BE_FOLDED.test(text)) return text
  return text.replace(FOLDED, foldOne).replace(OTHER_DIGITS, toFigure)
}

const foldOne = (char: string): string => SUPPLEMENT.get(char) ?? STROKES.get(char) ?? widen(char, char.normalize('NFKC'))

/** Decimal digits of a script stand in rows of ten. */
function toFigure(digit: string): string {
  const code = digit.codePointAt(0)!
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String((code - zero) % 10)
}

/** @returns the text of one character, with what only looks like it replaced by it */
export function foldGlyph(text: string): string {
  const code = text.charCodeAt(0)
  if (text.length === 1 && (code < 0x2e80 || (code > 0x2fdf && code < 0xf900))) return code === 0xa0 ? ' ' : text
  return foldForms(text)
}

/** Signs of vertical writing fold to ASCII; beside Chinese characters their wide forms are meant. */
function widen(from: string, to: string): string {
  const vertical = from >= '\ufe10' && from <= '\ufe48'
  return vertical && to.length === 1 && to > ' ' && to < '\u007f' ? String.fromCharCode(to.charCodeAt(0) + 0xfee0) : to
}

import { mapPairs } from './simplify-characters.ts'

/**
 * Radicals stand in a file for the characters that look the same, where the font's own table was turned round
 * (Chrome, some versions of WPS). NFKC folds those of KangXi, one of them to a character that is not
 * the one in use; these are from the supplement, which it leaves. Each is followed by the character.
 */
const SUPPLEMENT = mapPairs(
  '⼾户⺁厂⺇几⺋卩⺌小⺎尢⺒巳⺓幺⺕彐⺗心⺝月⺟母⺠民⺩王⺫目⺬示⺮竹⺶羊⺼肉⻁虎⻃西⻄西⻅见⻆角⻉贝⻋车⻑长⻒长⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟',
)

/** Radicals, compatibility forms, vertical forms of signs and ligatures: what NFKC may touch, and nothing else. */
const FOLDED = /[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe44\ufe47\ufe48]/g

/** @returns the text of one character, with what only looks like it replaced by it */
export function foldGlyph(text: string): string {
  const code = text.charCodeAt(0)
  if (text.length === 1 && (code < 0x2e80 || (code > 0x2fdf && code < 0xf900))) return code === 0xa0 ? ' ' : text
  return text.replace(FOLDED, (char) => SUPPLEMENT.get(char) ?? widen(char, char.normalize('NFKC')))
}

/** Signs of vertical writing fold to ASCII; beside Chinese characters their wide forms are meant. */
function widen(from: string, to: string): string {
  const vertical = from >= '\ufe10' && from <= '\ufe48'
  return vertical && to.length === 1 && to > ' ' && to < '\u007f' ? String.fromCharCode(to.charCodeAt(0) + 0xfee0) : to
}

import { pinyin } from 'pinyin-pro'

/** CJK Unified Ideographs, without the extensions. */
const [FIRST, LAST] = [0x4e00, 0x9fff]

/** Toneless readings of Chinese characters in a row, `一yi二er…`; a character of several readings has its commonest. */
export function readCharacters(): string {
  return Array.from({ length: LAST - FIRST + 1 }, (_, at) => {
    const character = String.fromCodePoint(FIRST + at)
    return character + pinyin(character, { toneType: 'none', v: true }).replace(/[^a-z]/g, '')
  }).join('')
}

import { pinyin } from 'pinyin-pro'

/** CJK Unified Ideographs, without the extensions. */
const [FIRST, LAST] = [0x4e00, 0x9fff]

/** Toneless readings of all Chinese characters in a row, `一yi二er…`; of several readings the commonest. */
export const readCharacters = (): string =>
  Array.from({ length: LAST - FIRST + 1 }, (_, at) => {
    const character = String.fromCodePoint(FIRST + at)
    return character + pinyin(character, { toneType: 'none', v: true }).replace(/[^a-z]/g, '')
  }).join('')

/** What decoders write for bytes that they cannot decode, decoded once more. */
const REPLACED = /锟斤拷|烫烫烫|屯屯屯/g
/** Characters that make up a tenth of ordinary Chinese office text. */
const COMMON = /[的一是不了在有和年月日中人个上为以公信政]/g
/** A paragraph of real text has more different characters, garbled or not. */
const FEWEST_DIFFERENT = 50
/** Chinese characters taken for Western ones begin with six letters. */
const FEWEST_LETTERS = 4
const CHINESE = /[\u3400-\u9fff]/g
const WESTERN = /[\u00c0-\u024f]/g

/**
 * Recognises text that was decoded the wrong way before it was saved (“鏀垮簻”, “é¦™”, “锟斤拷”): it is valid, and no
 * Chinese. Garbled text has hardly any of the most common characters, and many that are different: a few characters
 * said over and over again are strange, but read.
 */
export function isGarbled(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const characters = text.match(CHINESE) ?? []
  const chinese = characters.length
  const letters = text.match(WESTERN) ?? []
  const western = letters.length
  if (western > 40 && western > chinese * 2 && western * 5 > text.length) return new Set(letters).size >= FEWEST_LETTERS
  if (count(REPLACED) * 30 > text.length) return true
  return chinese >= 300 && count(COMMON) * 100 < chinese && new Set(characters).size >= FEWEST_DIFFERENT
}

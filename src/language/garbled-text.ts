/** What decoders write for bytes that they cannot decode, decoded once more. */
const REPLACED = /锟斤拷|烫烫烫|屯屯屯/g
/** Characters that make up a tenth of ordinary Chinese office text. */
const COMMON: ReadonlySet<string> = new Set('的一是不了在有和年月日中人个上为以公信政')
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
  const { chinese, western } = lettersIn(text)
  if (western > 40 && western > chinese * 2 && western * 5 > text.length) return new Set(text.match(WESTERN)).size >= FEWEST_LETTERS
  if ((text.match(REPLACED)?.length ?? 0) * 30 > text.length) return true
  return chinese >= 300 && !hasCommon(text, chinese / 100) && new Set(text.match(CHINESE)).size >= FEWEST_DIFFERENT
}

/** Counts by codes, because a list of all characters of a page costs more than the rest of its reading. */
function lettersIn(text: string): { chinese: number; western: number } {
  let chinese = 0
  let western = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x3400 && code <= 0x9fff) chinese++
    else if (code >= 0xc0 && code <= 0x24f) western++
  }
  return { chinese, western }
}

/** Whether a text has at least so many of the common characters; looks no further than it must. */
function hasCommon(text: string, least: number): boolean {
  let count = 0
  for (const character of text) if (COMMON.has(character) && ++count >= least) return true
  return false
}

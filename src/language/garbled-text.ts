/** What decoders write for bytes that they cannot decode, decoded once more. */
const REPLACED = /锟斤拷|烫烫烫|屯屯屯/g
/** Characters that make up a tenth of ordinary Chinese office text. */
const COMMON = /[的一是不了在有和年月日中人个上为以公信政]/g
const CHINESE = /[\u3400-\u9fff]/g
const WESTERN = /[\u00c0-\u024f]/g

/**
 * Recognises text that was decoded the wrong way before it was saved (“鏀垮簻”, “é¦™”, “锟斤拷”): it is valid, and no
 * Chinese. Garbled text has hardly any of the most common characters.
 */
export function isGarbled(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const chinese = count(CHINESE)
  const western = count(WESTERN)
  if (western > 40 && western > chinese * 2 && western * 5 > text.length) return true
  if (count(REPLACED) * 30 > text.length) return true
  return chinese >= 300 && count(COMMON) * 100 < chinese
}

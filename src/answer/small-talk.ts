const THANKS =
  /^(?:好的?|行|嗯+|哦+|ok)?[,，!！。~\s]*(?:谢谢|多谢|感谢|谢了|辛苦了?|麻烦了|太好了|收到|知道了|明白了?|懂了|了解了?|清楚了|好的|ok|再见|拜拜)(?:你|您|啦|了|哈|啊|老师)*[!！。~,，\s]*(?:谢谢(?:你|您|啦|了)?|辛苦了?)?[!！。~\s]*$/

/** “谢谢”, “好的 收到”: asks for nothing. */
export function isThanks(normal: string): boolean {
  return normal.length <= 16 && THANKS.test(normal)
}

/** Words that no pinyin has. */
const ENGLISH = /\b(what|how|why|which|when|where|who|does|the|is|are|please|my|of|for|with|this|should|hello|thanks|thank|report)\b/

/** A question in English: no Chinese character in it, and words that are no pinyin. */
export function isEnglish(normal: string): boolean {
  return !/\p{Script=Han}/u.test(normal) && ENGLISH.test(normal)
}

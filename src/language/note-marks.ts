/** Sources of character classes: numbers in circles and brackets that are one character, as notes are numbered. */
export const CIRCLED = '\\u2460-\\u2487\\u249c-\\u24ff\\u2776-\\u2793\\u3220-\\u3229\\u3251-\\u325f\\u3280-\\u3289\\u32b1-\\u32bf'

/** Digits that are small and raised or lowered by themselves. */
export const SMALL_DIGITS = '\\u00b2\\u00b3\\u00b9\\u2070\\u2071\\u2074-\\u208e'

/** What a mark of a note may be made of: “1”, “[1]”, “（2）”, “*”, “注1”, “①”. */
export const NOTE_TEXT = new RegExp(
  `^[\\s\\[(（［〔【]*注?[\\s\\d０-９*＊†‡§#＃※,，、~\\-–${CIRCLED}${SMALL_DIGITS}]*[A-Za-z]?[\\s\\])）］〕】]*$`,
)

/** What is counted by the number in front of it. */
export const COUNTER = /^\s*[件条个项次份人名起封篇期部张场家元万亿]/

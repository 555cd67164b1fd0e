import { describe, expect, it } from 'vitest'
import { listNumber } from '../../src/language/list-number.ts'

describe('automatic numbers', () => {
  it.each([
    ['chineseCounting', 12, '十二'],
    ['chineseCountingThousand', 0, '零'],
    ['chineseCounting', 12_345, '12345'],
    ['chineseLegalSimplified', 12, '壹拾贰'],
    ['ideographLegalTraditional', 3, '參'],
    ['ideographDigital', 10, '一〇'],
    ['ideographTraditional', 11, '甲'],
    ['ideographZodiac', 2, '丑'],
    ['ideographEnclosedCircle', 1, '㊀'],
    ['decimalEnclosedCircle', 0, '⓪'],
    ['decimalEnclosedCircle', 20, '⑳'],
    ['decimalEnclosedCircleChinese', 21, '㉑'],
    ['decimalEnclosedCircle', 36, '36'],
    ['decimalEnclosedParen', 2, '⑵'],
    ['decimalEnclosedFullstop', 2, '⒉'],
    ['decimalFullWidth', 12, '１２'],
    ['decimalZero', 3, '03'],
    ['upperLetter', 27, 'AA'],
    ['lowerLetter', 0, ''],
    ['lowerLetter', 781, 'a'.repeat(31)],
    ['upperRoman', 1_994, 'MCMXCIV'],
    ['lowerRoman', 4, 'iv'],
    ['upperRoman', 4_000, '4000'],
    ['bullet', 1, ''],
    ['none', 1, ''],
    ['decimal', 7, '7'],
    ['toString', 7, '7'],
  ])('.docx: %s writes %i as “%s”', (format, value, text) => expect(listNumber(value, format)).toBe(text))

  it.each([
    [39, 0, '〇'],
    [38, 12, '拾贰'],
    [30, 11, '11'],
    [31, 2, '丑'],
    [29, 1, '㈠'],
    [18, 0, '0'],
    [18, 21, '21'],
    [3, 780, 'Z'.repeat(30)],
    [4, 781, '781'],
    [4, 0, '0'],
    [1, 9, 'IX'],
    [2, 4_000, '4000'],
    [14, 12, '１２'],
    [0xff, 1, ''],
    [23, 1, '1'],
  ])('.doc: code %i writes %i as “%s”', (format, value, text) => expect(listNumber(value, format)).toBe(text))
})

import { describe, expect, it } from 'vitest'
import { nearestStretch } from '../../src/language/nearest-stretch.ts'

describe('nearestStretch', () => {
  it.each([
    ['xxabcdyy', 'abcd', 1, { start: 2, end: 6, edits: 0 }],
    ['xxabedyy', 'abcd', 1, { start: 2, end: 6, edits: 1 }],
    ['xxabdyy', 'abcd', 1, { start: 2, end: 5, edits: 1 }],
    ['xxabccdyy', 'abcd', 1, { start: 2, end: 7, edits: 1 }],
    ['xxacbdyy', 'abcd', 1, { start: 2, end: 6, edits: 1 }],
    // A character lost at the end is as near as one replaced: the stretch is as long as the phrase.
    ['xxabcy', 'abcd', 1, { start: 2, end: 6, edits: 1 }],
    ['xxabyy', 'abcd', 1, null],
    ['', 'abcd', 1, null],
  ])('%s by %s', (text, phrase, most, found) => {
    expect(nearestStretch(text, phrase, most)).toEqual(found)
  })
})

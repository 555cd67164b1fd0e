import { describe, expect, it } from 'vitest'
import { isSameColour, raised, readColour, settleNotes, whyNotShown } from '../../src/extract/shown.ts'

const up = raised
const settled = (text: string, inCell = false) => settleNotes(text, inCell).text

describe('marks of notes in a cell', () => {
  it.each([
    ['behind a number', `11${up('1')}`, '11'],
    ['in the middle of a number', `1${up('9')}1`, '11'],
    ['in front of a number', `${up('a')}11`, '11'],
    ['in brackets', `11${up('[注1]')}`, '11'],
    ['a star', `11${up('*')}`, '11'],
    ['two of them', `11${up('1')}${up('，2')}`, '11'],
    ['a circled number', '11①', '11'],
    ['circled numbers behind a blank', '11 ②③', '11'],
    ['a circled number on a line of its own', '11\n①', '11'],
    ['a white number on black', '11❶', '11'],
    ['a Chinese number in brackets', '11㈠', '11'],
    ['small digits', '11¹²', '11'],
    ['behind a number with separators', `1,234.5${up('2')}`, '1,234.5'],
    ['behind full-width digits', `１１${up('１')}`, '１１'],
    ['behind a word', `予以公开${up('1')}`, '予以公开'],
  ])('%s', (_, text, expected) => expect(settled(text, true)).toBe(expected))

  it.each([
    ['a number raised as a whole', up('11'), '11'],
    ['a unit', `面积（m${up('2')}）`, '面积（m2）'],
    ['a label with a circled number in front', '①收到', '①收到'],
  ])('leaves %s', (_, text, expected) => expect(settled(text, true)).toBe(expected))

  it('doubts a circled number that may be the value, and no other text', () => {
    const doubtful = (text: string) => settleNotes(text, true).doubtful
    expect(['①', '①11', '1①1', ' ⑩ ', '①②'].map(doubtful)).toEqual([true, true, true, true, true])
    expect(['11①', '①收到', '11', '', '（一）'].map(doubtful)).toEqual([false, false, false, false, false])
    expect(settleNotes('①', false).doubtful).toBe(false)
  })
})

describe('marks of notes in prose', () => {
  it.each([
    ['behind a number', `新收46${up('1')}件。`, '新收46件。'],
    ['behind ten, in front of what is counted', `新收10${up('1')}件。`, '新收10件。'],
    ['behind a word', `依申请公开${up('[2]')}情况`, '依申请公开情况'],
    ['a circled number behind a number', '新收46①件', '新收46件'],
    ['small digits behind a number', '新收46²件', '新收46件'],
    ['at the end of a sentence', `已公开${up('1')}。`, '已公开。'],
    ['a dagger behind a percentage', `占50%${up('†')}，`, '占50%，'],
  ])('%s', (_, text, expected) => expect(settled(text)).toBe(expected))

  it.each([
    ['a formula', `H${up('2')}O`, 'H2O'],
    ['a unit', `25m${up('2')}地、25m²地`, '25m2地、25m²地'],
    ['a power of ten', `10${up('2')}，`, '102，'],
    ['an ordinal', `1${up('st')}次`, '1st次'],
    ['a list of circled numbers', '①收到46件；②答复。', '①收到46件；②答复。'],
    ['a figure that is raised to centre it', `收到${up('46')}件`, '收到46件'],
    ['raised words', `公开${up('说明见后')}`, '公开说明见后'],
    ['the number of a note in front of its words', `${up('1')}本表不含派出机构`, '1本表不含派出机构'],
  ])('leaves %s', (_, text, expected) => expect(settled(text)).toBe(expected))

  it('gives what was left out', () => {
    expect(settleNotes(`46${up('1')}件，47②件`, false)).toEqual({ text: '46件，47件', left: '1 ②', doubtful: false })
  })

  it('takes no notice of the signs of raising in text that holds them', () => {
    expect(settled('收到\u000e46件')).toBe('收到46件')
    expect(settled(up('1\u000f2'), true)).toBe('12')
  })
})

describe('what is not shown', () => {
  it('is struck, hidden, tiny, or of the colour of what is behind it', () => {
    expect(whyNotShown({ struck: true })).toBe('struck-text')
    expect(whyNotShown({ hidden: true, struck: true })).toBe('hidden-text')
    expect(whyNotShown({ size: 1 })).toBe('hidden-text')
    expect(whyNotShown({ colour: 0xfefefe })).toBe('hidden-text')
    expect(whyNotShown({ colour: 0x1f1f1f, ground: 0x111111 })).toBe('hidden-text')
    expect(whyNotShown({ colour: 0xffffff, ground: 0x1f3864 })).toBeUndefined()
    expect(whyNotShown({ colour: 0xffffff, ground: null })).toBeUndefined()
    expect(whyNotShown({ colour: 0xff0000, size: 5 })).toBeUndefined()
    expect(whyNotShown({})).toBeUndefined()
  })

  it('knows colours as files write them', () => {
    expect(['FFFFFF', '#fff', ' #0A0b0C', 'auto', 'red', undefined].map(readColour)).toEqual([
      0xffffff,
      0xffffff,
      0x0a0b0c,
      undefined,
      undefined,
      undefined,
    ])
    expect(isSameColour(0xffff00, 0xffffff)).toBe(false)
  })
})

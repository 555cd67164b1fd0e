import { describe, expect, it } from 'vitest'
import { gridOf, linesOf, marksOf, readDraft } from '../support/read-draft.ts'

const words = (text: string) =>
  text.replace(
    /[^ -~]/gu,
    (character) => `\\u${character.charCodeAt(0) > 32_767 ? character.charCodeAt(0) - 65_536 : character.charCodeAt(0)}?`,
  )
const COLOURS = '{\\colortbl;\\red255\\green255\\blue255;\\red31\\green56\\blue100;\\red255\\green0\\blue0;\\red250\\green250\\blue250;}'
const rtf = (body: string) => `{\\rtf1\\ansi\\ansicpg936\\uc1{\\fonttbl{\\f0\\fcharset134 SimSun;}}${COLOURS}${words(body)}}`
const read = (body: string) => readDraft(rtf(body), 'a.rtf')
const row = (content: string, definition = '', after = '') =>
  `\\trowd ${definition}\\cellx1000\\cellx2000\\pard\\intbl ${content}\\cell\\pard\\intbl 7\\cell${after}\\row\\pard `
const inCell = async (content: string, definition = '') => gridOf(await read(row(content, definition)))[0]![0]

describe('RTF: text that a reader of the page does not see', () => {
  it.each([
    ['\\strike ', 'struck-text'],
    ['\\strike1 ', 'struck-text'],
    ['\\striked1 ', 'struck-text'],
    ['\\v ', 'hidden-text'],
    ['\\webhidden ', 'hidden-text'],
    ['\\cf1 ', 'hidden-text'],
    ['\\cf4 ', 'hidden-text'],
    ['\\fs2 ', 'hidden-text'],
    ['\\charscalex1 ', 'hidden-text'],
    ['\\cf2\\chcbpat2 ', 'hidden-text'],
    ['\\cf3\\highlight3 ', 'hidden-text'],
  ])('%s is left out and told of', async (control, kind) => {
    const document = await read(`${row(`{${control}9}11`)}新收{${control}64}46件\\par`)
    expect(gridOf(document)).toEqual([['11', '7']])
    expect(linesOf(document)).toEqual(['新收46件'])
    expect(marksOf(document)).toEqual([`${kind} 9`, `${kind} 64`])
  })

  it.each([
    ['switched off again', '{\\strike\\strike0 9}'],
    ['reset', '{\\strike\\v\\cf1\\fs2\\plain 9}'],
    ['red', '{\\cf3 9}'],
    ['automatic', '{\\cf1\\cf0 9}'],
    ['white on a dark mark', '{\\cf1\\chcbpat2 9}'],
    ['small', '{\\fs10 9}'],
  ])('%s is shown', async (_, content) => expect(await inCell(content)).toBe('9'))

  it('looks at what is behind white letters', async () => {
    expect(await inCell('{\\cf1 9}', '\\clcbpat2')).toBe('9')
    expect(await inCell('{\\cf1 9}', '\\clshdng5000')).toBe('9')
    expect(await inCell('{\\cf1 9}', '\\clcbpat1')).toBe('')
    expect(await inCell('\\cbpat2{\\cf1 9}')).toBe('9')
    expect(linesOf(await read('文\\par\\cbpat2{\\cf1 九}\\par\\pard{\\cf1 藏}\\par'))).toEqual(['文', '九'])
  })

  it('keeps marks of notes out of values', async () => {
    for (const note of ['{\\super 1}', '{\\sub a}', '{\\up7\\fs14 1}', '{\\dn8 *}', '①', '{\\super\\u9312?}', '¹'])
      expect(await inCell(`11${note}`)).toBe('11')
    expect(await inCell('{\\up2 11}')).toBe('11')
    expect(await inCell('{\\super x\\nosupersub 11}')).toBe('11')
    expect(linesOf(await read('46{\\super 1}件，5m{\\super 2}，收到{\\up8 46}件\\par'))).toEqual(['46件，5m2，收到46件'])
  })

  it('leaves out flat rows and cells without a width', async () => {
    const document = await read(
      `${row('甲')}${row('乙', '\\trrh-10')}\\trowd\\cellx1000\\cellx1010\\cellx2000\\pard\\intbl 丙\\cell 藏\\cell 8\\cell\\row\\pard 完\\par`,
    )
    expect(gridOf(document)).toEqual([
      ['甲', '7'],
      ['丙', '8'],
    ])
    expect(marksOf(document)).toEqual(['hidden-text 乙\n7\n藏'])
  })
})

describe('RTF: cells that hold no plain text', () => {
  const field = (instruction: string, data: string, result = '') =>
    `{\\field{\\*\\fldinst { ${instruction} ${data && `{\\*\\formfield{${data}}}`}}}{\\fldrslt {${result}}}}`
  it.each([
    ['a drop-down with its choice', field('FORMDROPDOWN', '\\fftype2\\ffres1{\\*\\ffl 0}{\\*\\ffl 11}'), '11'],
    ['a drop-down with its usual choice', field('FORMDROPDOWN', '\\fftype2\\ffres25\\ffdefres1{\\*\\ffl 0}{\\*\\ffl 11}'), '11'],
    ['a drop-down without entries', field('FORMDROPDOWN', '\\fftype2'), '?'],
    ['a text field without its result', field('FORMTEXT', '\\fftype0{\\*\\ffname T1}{\\*\\ffdeftext 11}'), '11'],
    ['a text field with its result', field('FORMTEXT', '\\fftype0{\\*\\ffdeftext 5}', '11'), '11'],
    ['a ticked box', field('FORMCHECKBOX', '\\fftype1\\ffres1'), '☑'],
    ['a computed field without its result', field('=SUM(ABOVE)', ''), '?'],
    ['a picture', '{\\*\\shppict{\\pict\\pngblip 00}}', '?'],
    ['an object', '{\\object{\\*\\objdata 00}}', '?'],
    ['a drawn shape', '{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 1}}}}', '?'],
    ['a drawn line', '{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 20}}}}', ''],
    ['a hidden shape', '{\\shp{\\*\\shpinst{\\sp{\\sn fHidden}{\\sv 1}}{\\shptxt 5\\par}}}', ''],
    ['a text box', '{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt \\pard 11\\par}}{\\shprslt{\\*\\do 11}11}}', '11'],
    ['an old text box', '{\\*\\do\\dobxpage{\\dptxbx{\\dptxbxtext \\pard 11\\par}}}', '11'],
    ['a drawn lettering', '{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv 11}}}}', '11'],
    ['a formula', '{\\mmath{\\*\\moMath{\\mr 11}}}', '11'],
    ['a raised part of a formula', '{\\mmath{\\*\\moMath{\\msSup{\\msSupPr{\\mctrlPr x}}{\\me{\\mr 11}}{\\msup{\\mr 1}}}}}', '11'],
    ['a root', '{\\mmath{\\*\\moMath{\\mrad{\\me{\\mr 11}}}}}', '?'],
    ['nothing', '', ''],
  ])('%s', async (_, content, expected) => expect(await inCell(content)).toBe(expected))
})

describe('RTF: parts that stand elsewhere', () => {
  const box = (content: string, properties = '') =>
    `{\\shp{\\*\\shpinst{\\sp{\\sn shapeType}{\\sv 202}}${properties}{\\shptxt ${content}}}}`

  it('reads text boxes and their tables behind their paragraph', async () => {
    const document = await read(`三、收到${box(`${row('11')}框中\\par`)}\\par 四、复议\\par`)
    expect(document.blocks.map((block) => (block.kind === 'table' ? block.cells[0]!.text : block.text))).toEqual([
      '三、收到',
      '11',
      '框中',
      '四、复议',
    ])
    expect(linesOf(await read(box('只有框\\par')))).toEqual(['只有框'])
  })

  it('keeps a box beside the words of a cell out of the value, and a table in it as a table in the cell', async () => {
    const document = await read(row(`11${box('5\\par')}`))
    expect(gridOf(document)).toEqual([['11', '7']])
    expect(document.aside).toEqual([{ kind: 'textbox', text: '5' }])
    const nested = await read(row(box(row('12'))))
    expect(nested.blocks[1]).toMatchObject({ kind: 'table', within: 't1.0.0' })
  })

  it('tells of watermarks and hidden boxes, and notes a drawing that is not in the file', async () => {
    const watermark =
      '{\\header {\\shp{\\*\\shpinst{\\sp{\\sn wzName}{\\sv PowerPlusWaterMarkObject1}}{\\sp{\\sn gtextUNICODE}{\\sv 征求意见稿}}}}}'
    const document = await read(
      `${watermark}文${box('藏\\par', '{\\sp{\\sn fHidden}{\\sv 1}}')}\\par{\\field{\\*\\fldinst SHAPE }{\\fldrslt}}\\par`,
    )
    expect(linesOf(document)).toEqual(['文'])
    expect(marksOf(document)).toEqual(['watermark 征求意见稿', 'hidden-text 藏'])
    expect(document.notes).toMatchObject([{ kind: 'unread-part', part: 'unknown-drawing' }])
  })
})

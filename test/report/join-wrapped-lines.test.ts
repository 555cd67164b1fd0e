import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinWrappedLines } from '../../src/report/join-wrapped-lines.ts'
import { documentOf } from '../support/write-document.ts'
import { readReport, reference } from '../support/reference.ts'
import { checkSample } from '../rules/catalogue-fixture.ts'
import { catalogue } from '../rules/catalogue-fixture.ts'

const joined = (...lines: string[]): string[] =>
  joinWrappedLines(reference, documentOf(...lines)).document.blocks.map((block) => (block.kind === 'paragraph' ? block.text : ''))

describe('lines that were wrapped', () => {
  it.each([
    ['a date', ['本报告所列数据的统计期限自2023年1月1日起至2023', '年12月31日止。']],
    ['the day of a date', ['本报告所列数据的统计期限为2023 年 1 月', '1 日至12月31日。']],
    ['a figure and its unit', ['全年通过门户网站发布各类政务信息 1806 ', '条，其中政策文件 24 条。']],
    ['a bracket', ['依据《中华人民共和国政府信息公开条例》（以下简', '称《条例》）编制本报告。']],
    ['the name of a document', ['按照《关于做好政府信息公开工作年度报告', '编制发布的通知》的要求编制。']],
    ['a mark that may not begin a line', ['严格落实公开属性认定和保密审查的各项规定', '。']],
    ['a list', ['设有公开栏、查阅点、电子屏、政务服务大厅、', '村（社区）便民服务站等场所。']],
    ['a heading', ['五、存在的主要问题及', '改进情况']],
    ['a long heading', ['四、政府信息公开行政复议、', '行政诉讼情况']],
    ['a title', ['松河县农业农村局2023年政府信息公开', '工作年度报告']],
    ['an article', ['公开《条例》第二十条第', '（一）项规定的规章。']],
  ])('are joined over %s', (_what, lines) => {
    expect(joined(...lines)).toEqual([lines.map((line) => line.trim()).join('')])
  })

  it.each([
    ['items of a list', ['本年度主要开展了以下四个方面的公开工作', '一、加强组织领导', '二、完善制度']],
    ['a title and the text below it', ['松河县农业农村局2023年政府信息公开工作年度报告', '根据《中华人民共和国政府信息公开条例》编制。']],
    ['a heading and its text', ['一、总体情况', '2023年，我局主动公开信息12条。']],
    ['a signature', ['松河县农业农村局', '2024年1月20日']],
    ['rows of a table', ['规章\t0\t0\t0', '行政规范性文件\t1\t0\t4', '行政许可\t12']],
    ['paragraphs that end', ['2023年，我局坚持公开为常态。', '全年发布信息12条。']],
  ])('are not seen in %s', (_what, lines) => {
    expect(joined(...lines)).toEqual(lines)
  })

  it('keep their places: a finding points at the line of the draft', () => {
    const lines = [
      '松河县农业农村局2023年政府信息公开工作年度报告',
      '一、总体情况',
      '全年共发布政务信息 30 ',
      '条，其中网站 20 条，公众号 19 条。',
    ]
    const { findings } = catalogue.check({ report: readReport(documentOf(...lines)) })
    const places = findings.filter(({ rule }) => rule === 'NI-001').flatMap(({ where }) => where)
    expect(places.length).toBeGreaterThan(0)
    for (const { anchor, start = 0, end = 0 } of places) {
      const line = lines[Number(anchor?.slice(1)) - 1] ?? ''
      expect(end).toBeLessThanOrEqual(line.length)
      expect(start).toBeLessThan(end)
    }
  })

  it('read as the unwrapped text does, at any width', () => {
    const sentences =
      '2023年，我局坚持以公开为常态、不公开为例外，全年发布政务信息1806条，收到政府信息公开申请6件，予以公开5件，其余1件因本机关不掌握无法提供。'
    const text = `${sentences}${sentences}${sentences}`
    fc.assert(
      fc.property(fc.integer({ min: 22, max: 45 }), (width) => {
        const lines = text.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []
        const claims = (all: string[]) =>
          readReport(documentOf('一、总体情况', ...all)).claims.map(({ measure, quantity }) => `${measure} ${quantity.value}`)
        expect(new Set(claims(lines))).toEqual(new Set(claims([text])))
      }),
    )
  })
})

describe('the first line of a paragraph', () => {
  it('goes on in the next where its indent was lost', () => {
    const first = '坚持以公开为常态、不公开为例外，收到的政府信息公开申请逐件登记、逐件会商，答复文书由法律顾问审核后再行送达申请人。'
    const second = '通过门户网站及时发布群众关心的各类信息，对惠企政策配发图文解读，对办事指南逐项核对更新，方便企业和群众查阅使用。'
    const wrapped = (text: string, width: number): string[] => [
      text.slice(0, width - 2),
      ...(text.slice(width - 2).match(new RegExp(`.{1,${width}}`, 'gu')) ?? []),
    ]
    for (let width = 20; width <= 28; width++) {
      const lines = [first, second, first, second].flatMap((text) => wrapped(text, width))
      const { passages } = readReport(documentOf('一、总体情况', ...lines))
      expect([width, ...passages.map(({ text }) => text)]).toEqual([width, '一、总体情况', first, second, first, second])
    }
  })
})

describe('a title', () => {
  it('is no line of the preamble', () => {
    const lines = ['定）和《关于印发中华人民共和国政府信息公开工作年度报告', '格式的通知》编制。', '一、总体情况']
    expect(readReport(documentOf('2023年松河县农业农村局政府信息公开', '工作年度报告', '本报告按《规', ...lines)).agency.name).toBe(
      '松河县农业农村局',
    )
  })
})

describe('figures of a table', () => {
  it.each(['15130000154', '14710000148', '1867000193'])('are no number of a person: %s', (figures) => {
    const found = checkSample({ part3: [`一、本年新收政府信息公开申请数量${figures}`] }).findings
    expect(found.filter(({ rule }) => rule.startsWith('PS'))).toEqual([])
  })

  it('do not hide a telephone number in the text', () => {
    expect(checkSample({ part3: ['申请人李某，电话13812345678。'] }).findings.map(({ rule }) => rule)).toContain('PS-002')
  })
})

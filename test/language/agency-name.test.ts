import { describe, expect, it } from 'vitest'
import { agencyKey, isPlaces, isShortFor, sameAgency } from '../../src/language/agency-name.ts'
import { reference } from '../support/reference.ts'

const { lexicon } = reference

describe('names of agencies', () => {
  it.each([
    ['住建局', '住房和城乡建设局'],
    ['区行政审批服务局', '枣庄市台儿庄区行政审批服务局'],
    ['台儿庄区 水利局', '枣庄市台儿庄区水利局（区水务局）'],
    ['卫生健康局', '安平区卫生健康委员会'],
    ['中华人民共和国水利部', '水利部'],
    ['', '水利局'],
  ])('%s and %s can be one agency', (one, other) => {
    expect(sameAgency(lexicon, one, other)).toBe(true)
    expect(sameAgency(lexicon, other, one)).toBe(true)
  })

  it.each([
    ['水利局', '民政局'],
    ['安平区水利局', '永和区水利局'],
  ])('%s and %s are two agencies', (one, other) => expect(sameAgency(lexicon, one, other)).toBe(false))

  it('a short name keeps the order of its characters', () => {
    expect(isShortFor('教体局', '教育和体育局')).toBe(true)
    expect(isShortFor('体教局', '教育和体育局')).toBe(false)
  })

  it.each([
    ['安平区人民政府办公室', '安平区政府办'],
    ['东关街道办事处', '东关街道'],
    ['“安平区” （水利局）', '安平区水利局'],
  ])('%s is compared as %s', (name, key) => expect(agencyKey(lexicon, name)).toBe(key))

  it.each(['枣庄市台儿庄区', '内蒙古自治区锡林郭勒盟', '石门镇', '州市区'])('%s consists of places only', (text) =>
    expect(isPlaces(lexicon, text)).toBe(true),
  )
  it.each(['', '区', '安平区水', '枣庄市 台儿庄区', 'A市'])('“%s” does not', (text) => expect(isPlaces(lexicon, text)).toBe(false))

  it('takes no longer on a hostile name', () => {
    const start = performance.now()
    expect(isPlaces(lexicon, `${'市'.repeat(20_000)}局`)).toBe(false)
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})

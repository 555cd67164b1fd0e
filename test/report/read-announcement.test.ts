import { describe, expect, it } from 'vitest'
import { reference } from '../support/reference.ts'
import { readAnnouncement } from '../../src/report/read-announcement.ts'

const read = (text: string) => {
  const found = readAnnouncement(reference.lexicon, [{ anchor: 'p1', text, part: 0 }])
  return found && { year: found.year, agency: found.agency }
}

describe('the report that a preamble announces', () => {
  it.each([
    ['现公布安平区统计局2023年政府信息公开工作年度报告。', 2023, '安平区统计局'],
    ['特编制《安平区城东街道办事处2023年度政府信息公开工作年度报告》。', 2023, '安平区城东街道办事处'],
    ['编制并发布安平市农业农村局政府信息公开工作2022年度报告。', 2022, '安平市农业农村局'],
    ['特向社会公布2022年度我局政府信息公开工作年度报告。', 2022, null],
    ['安平市水利局编制了2021年政府信息公开年度报告。', 2021, null],
  ])('is read from %s', (text, year, agency) => expect(read(text)).toEqual({ year, agency }))

  it.each([
    '根据《关于做好2023年政府信息公开工作年度报告编制工作的通知》要求编制。',
    '根据《中华人民共和国政府信息公开工作年度报告格式》编制本报告。',
  ])('is not read from other documents about reports: %s', (text) => expect(read(text)).toBeNull())
})

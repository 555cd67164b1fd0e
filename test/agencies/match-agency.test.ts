import { describe, expect, it } from 'vitest'
import { matchAgency, nearAgencies } from '../../src/checklist/match-agency.ts'
import type { Agency } from '../../src/model/agency.ts'
import { reference } from '../support/reference.ts'

const agency = (id: string, name: string, kind: Agency['kind'], superiorId: string | null, shortNames: string[] = []): Agency => ({
  id,
  name,
  kind,
  superiorId,
  shortNames,
  contact: null,
  channel: null,
  position: 0,
})

const tree = [
  agency('city', '临川市人民政府', 'government', null, ['市政府']),
  agency('a', '安平区人民政府', 'government', 'city', ['区政府']),
  agency('ao', '安平区人民政府办公室', 'office', 'a', ['区政府办']),
  agency('aw', '安平区水利局', 'department', 'a', ['区水利局', '水务局']),
  agency('am', '安平区市场监督管理局', 'department', 'a', ['区市场监管局']),
  agency('ac', '城市管理局', 'department', 'a'),
  agency('at', '石门镇人民政府', 'township', 'a'),
  agency('as', '东关街道办事处', 'township', 'a'),
  agency('cw', '临川市水利局', 'department', 'city', ['市水利局']),
  agency('b', '永和区人民政府', 'government', 'city'),
  agency('bm', '永和区市场监督管理局', 'department', 'b', ['区市场监管局']),
]
const find = (name: string) => matchAgency(reference.lexicon, name, tree).map(({ id }) => id)

describe('the agency named by a title', () => {
  it.each([
    ['安平区水利局', 'aw'],
    ['临川市安平区水利局', 'aw'],
    ['江南省临川市安平区水利局', 'aw'],
    ['区水利局', 'aw'],
    ['水务局', 'aw'],
    ['临川市安平区市场监督管理局', 'am'],
    ['安平区市场监管局', 'am'],
    ['永和区市场监管局', 'bm'],
    ['市水利局', 'cw'],
    ['江南省临川市水利局', 'cw'],
    ['安平区', 'a'],
    ['临川市安平区', 'a'],
    ['临川市安平区政府', 'a'],
    ['临川市安平区人民政府办公室', 'ao'],
    ['安平区政府办公室', 'ao'],
    ['石门镇', 'at'],
    ['临川市安平区石门镇人民政府', 'at'],
    ['安平区东关街道', 'as'],
    ['安平区城市管理局', 'ac'],
    ['临川市 安平区 水利局', 'aw'],
  ])('%s is %s', (name, id) => expect(find(name)).toEqual([id]))

  it.each(['永和区水利局', '临川市永和区水利局', '永和区城市管理局', '安平区财政局', '局', '安平区水利局下属单位', '河东市人民政府'])(
    '%s matches no agency',
    (name) => expect(find(name)).toEqual([]),
  )

  it('returns all agencies that a title may mean', () => {
    expect(find('水利局').toSorted()).toEqual(['aw', 'cw'])
    expect(find('区市场监管局').toSorted()).toEqual(['am', 'bm'])
  })

  it('suggests only similar agencies', () => {
    expect(nearAgencies(reference.lexicon, '安平区水务水利局', tree)[0]?.id).toBe('aw')
    expect(nearAgencies(reference.lexicon, '西山大学', tree)).toEqual([])
  })
})

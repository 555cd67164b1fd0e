import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { guessProfile } from '../../src/checklist/guess-profile.ts'
import { composeRules } from '../../src/host/compose-checker.ts'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'

const { profiles } = loadCatalogue('rules')
const guess = (...names: (string | null)[]) => guessProfile(profiles, names)?.id ?? null

describe('the profile of a place', () => {
  it('is told by the beginning of a name', () => {
    for (const [name, id] of [
      ['武威市凉州区商务局', 'wuwei'],
      ['甘肃省武威市人民政府办公室', 'wuwei'],
      ['凉州区水利局', 'wuwei'],
      ['天祝藏族自治县人民政府', 'wuwei'],
      ['山东省商务厅', 'shandong'],
      ['枣庄市台儿庄区涧头集镇人民政府', 'shandong'],
      ['台儿庄区 商务局', 'shandong'],
      ['重庆市渝中区人民政府', 'chongqing'],
      ['石柱土家族自治县水利局', 'chongqing'],
    ] as const)
      expect([name, guess(name)]).toEqual([name, id])
  })

  it('is not told by other places, by a place elsewhere in the name, or by names that several provinces have', () => {
    for (const name of [
      '甘肃省商务厅',
      '甘肃省兰州市城关区统计局',
      '青岛路街道办事处',
      '重庆路街道办事处',
      '四川省内江市市中区人民政府',
      '宁波市江北区统计局',
      '天津市河东区人民政府',
      '水利局',
      '南京市栖霞区统计局',
      '临川市安平区水利局',
    ])
      expect([name, guess(name)]).toEqual([name, null])
    expect(guess(null)).toBeNull()
  })

  it('is told by a superior where the name does not tell', () => {
    expect(guess('水利局', '水利局', '凉州区人民政府')).toBe('wuwei')
  })

  it('no place is in two profiles', () => {
    const places = profiles.flatMap(({ area }) => area?.places ?? [])
    expect(new Set(places).size).toBe(places.length)
  })
})

describe('an office’s own profiles', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-profiles-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, 'profiles'), { recursive: true })
    writeFileSync(join(folder, 'profiles', name), text)
  }
  const own = () => composeRules(undefined, folder).profiles.map(({ id, title }) => [id, title])

  it('count beside the shipped ones, and in the place of one of the same id', () => {
    write('anping.yaml', 'id: anping\ntitle: 临川安平\noff: [CP-003]\n')
    write('wuwei.yaml', 'id: wuwei\ntitle: 武威今年\n')
    expect(own()).toEqual([
      ['chongqing', '重庆'],
      ['shandong', '山东'],
      ['anping', '临川安平'],
      ['wuwei', '武威今年'],
    ])
  })

  it('are refused with file and line where they name a rule that is not there, or twice the same id', () => {
    write('anping.yaml', 'id: anping\ntitle: 临川安平\noff: [CP-993]\n')
    expect(own).toThrow(/profiles\/anping\.yaml:3: CP-993/)
    write('anping.yaml', 'id: wuwei\ntitle: 临川安平\n')
    expect(own).toThrow(/profiles\/wuwei\.yaml:1: wuwei/)
  })
})

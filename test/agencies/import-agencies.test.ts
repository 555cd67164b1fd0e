import writeExcelFile from 'write-excel-file/universal'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'

const HEAD = '名称,简称,上级,类型,联系人,渠道'
const utf8 = (text: string) => new TextEncoder().encode(text)
const GOOD = `${HEAD}
安平区人民政府,区政府,,政府,,
安平区人民政府办公室,区政府办,区政府,政府办,张三 0631-1234567,网页
安平区水利局,区水利局、水务局,安平区人民政府,部门,李四,slack:C0WATER
石门镇人民政府,,安平区人民政府,,,
`

describe('the list of agencies', () => {
  let test: TestOffice
  beforeEach(() => (test = openTestOffice()))
  afterEach(() => test.close())
  const load = (bytes: Uint8Array, dryRun = false) => importAgencies(test.office, LOCAL_PERSON, bytes, { dryRun })
  const all = () => test.office.store.agencies.all()

  it('shows in a dry run what would change, and changes nothing', async () => {
    const changes = await load(utf8(GOOD), true)
    expect(changes).toMatchObject({ errors: [], same: 0, removed: [], changed: [], done: false })
    expect(changes.added).toHaveLength(4)
    expect(await all()).toEqual([])
  })

  it('imports the tree, and a second import changes nothing', async () => {
    expect((await load(utf8(GOOD))).done).toBe(true)
    const [top, office, water, town] = await all()
    expect(office).toMatchObject({ superiorId: top?.id, kind: 'office', channel: 'web', contact: '张三 0631-1234567' })
    expect(water).toMatchObject({ shortNames: ['区水利局', '水务局'], channel: 'slack:C0WATER' })
    expect(town?.kind).toBe('township')
    expect(await load(utf8(GOOD))).toMatchObject({ added: [], changed: [], same: 4, removed: [] })
  })

  it('reports 新增, 修改, 不变 and 移出, and gives an agency that returns its old id', async () => {
    await load(utf8(GOOD))
    const water = (await all())[2]
    const next = GOOD.replace(/安平区水利局.*\n/, '安平区教育局,,安平区人民政府,部门,,\n').replace('张三', '王五')
    expect(await load(utf8(next))).toMatchObject({
      added: ['安平区教育局'],
      changed: [{ name: '安平区人民政府办公室', fields: ['contact'] }],
      same: 2,
      removed: ['安平区水利局'],
    })
    expect((await all()).map(({ name }) => name)).not.toContain('安平区水利局')
    await load(utf8(GOOD))
    expect((await all())[2]).toEqual(water)
  })

  it('reads GB18030, a byte order mark, and xlsx', async () => {
    // “名称\r\n安平区水利局” as GB18030.
    const gb = new Uint8Array([
      0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xc0, 0xe0, 0xd0, 0xcd, 0x0d, 0x0a, 0xb0, 0xb2, 0xc6, 0xbd, 0xc7, 0xf8, 0xcb, 0xae, 0xc0, 0xfb, 0xbe,
      0xd6, 0x2c, 0xb2, 0xbf, 0xc3, 0xc5, 0x0d, 0x0a,
    ])
    expect((await load(gb, true)).added).toEqual(['安平区水利局'])
    expect((await load(utf8(`\uFEFF${GOOD}`), true)).added).toHaveLength(4)
    const rows = [
      ['二〇二六年度报告单位名单', null],
      ...GOOD.trim()
        .split('\n')
        .map((line) => line.split(',')),
    ].map((row) => row.map((value) => ({ value: value ?? '', type: String })))
    const blob = await writeExcelFile([{ data: rows, sheet: '名单' }]).toBlob()
    expect((await load(new Uint8Array(await blob.arrayBuffer()), true)).added).toHaveLength(4)
  })

  it.each([
    ['a superior that is not there', '安平区水利局,,安平市人民政府,部门,,', '第 3 行：“安平区水利局”的上级“安平市人民政府”不在名单里'],
    ['the same name twice', '安平区人民政府,,,政府,,', '第 3 行：“安平区人民政府”与第 2 行重复'],
    ['the same name written otherwise', '安平区政府,,,政府,,', '与第 2 行重复'],
    ['a kind that we do not know', '安平区水利局,,安平区人民政府,企业,,', '第 3 行：“安平区水利局”的类型“企业”不认识'],
    ['no kind where the name does not tell', '安平区某某,,安平区人民政府,,,', '从名称也看不出来'],
    ['a channel that we do not know', '安平区水利局,,安平区人民政府,部门,,微信', '渠道“微信”不认识'],
    ['no name', ',,安平区人民政府,部门,,', '第 3 行：没有名称'],
    ['a circle of two', '甲局,,乙局,部门,,\n乙局,,甲局,部门,,', '上级绕成了一圈：甲局 → 乙局 → 甲局'],
    ['itself as superior', '甲局,,甲局,部门,,', '甲局 → 甲局'],
  ])('refuses %s, names the row and imports nothing', async (_what, row, says) => {
    const changes = await load(utf8(`${HEAD}\n安平区人民政府,,,政府,,\n${row}\n`))
    expect(changes.errors.join('\n')).toContain(says)
    expect(changes.done).toBe(false)
    expect(await all()).toEqual([])
  })

  it('names the missing columns of a file that is no list of agencies', async () => {
    await expect(load(utf8('甲,乙\n1,2\n'))).rejects.toMatchObject({ say: { key: 'agencies.no-name-column' } })
    await expect(load(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).rejects.toMatchObject({ say: { key: 'agencies.unreadable' } })
  })

  it('is for administrators', async () => {
    await expect(importAgencies(test.office, { ...LOCAL_PERSON, roles: ['supervisor'] }, utf8(GOOD))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createCitationAudit } from '../../src/check/audit-citations.ts'
import { createSentenceAudit, createTextReader, faultsOfText } from '../../src/check/audit-cited-text.ts'
import { auditLaw } from '../../src/check/audit-laws.ts'
import { basisOfYear } from '../../src/check/basis-of-year.ts'
import { readCited } from '../../src/check/read-cited.ts'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import { loadLaws } from '../../src/host/load-laws.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { testLaws } from '../../src/host/test-laws.ts'
import { Law } from '../../src/model/law.ts'
import { forms, reference } from '../support/reference.ts'

const { lexicon } = reference
const laws = loadLaws('rules').map(({ law }) => law)
const read = createTextReader(laws, lexicon)
const unbacked = (text: string): string[] =>
  faultsOfText(read, lexicon.pattern('check/basis/said-unread'), text, []).map(({ say, with: { cited } = {} }) => `${say} ${cited}`)

describe('the laws and citations of the catalogue', () => {
  it('are sound: articles, 款, 项 and claims exist, versions were in force, what was not read is said so', () => {
    expect(testLaws('rules', reference)).toEqual([])
  })

  it('back what the sentences of prompts-templates cite', () => {
    const files = readdirSync('prompts-templates/zh-CN').map((name) => readFileSync(join('prompts-templates/zh-CN', name), 'utf8'))
    const lines = files.flatMap((text) => text.split('\n'))
    expect(lines.filter((line) => read(line).length > 0).length).toBeGreaterThan(0)
    expect(lines.flatMap(unbacked)).toEqual([])
  })

  it.each([...readdirSync('docs').map((name) => join('docs', name)), 'README.md', 'CONTRIBUTING.md'])('back what %s cites', (file) => {
    expect(
      readFileSync(file, 'utf8')
        .replaceAll(/```[\s\S]*?```/g, '')
        .split('\n')
        .flatMap(unbacked),
    ).toEqual([])
  })

  it('back the articles that the forms name for their rows', () => {
    const texts = Object.values(reference.forms).flatMap((form) => JSON.stringify(form).match(/"basis":"[^"]*"/g) ?? [])
    expect(texts.length).toBeGreaterThan(20)
    expect(texts.flatMap(unbacked)).toEqual([])
  })

  it('use every law, and say in our words what each place says', () => {
    const raw = readdirSync('rules', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml') && !name.startsWith('law/'))
      .map((name) => readFileSync(join('rules', name), 'utf8'))
      .join('\n')
    // Two older texts are only named, so that sentences on them are told apart.
    const named = new Set(['regulation-2007', 'court-interpretation-2011'])
    expect(laws.map(({ id }) => id).filter((id) => !named.has(id) && !raw.includes(`${id}/`))).toEqual([])
    const says = laws.flatMap(({ articles, parts }) => [...Object.values(articles), ...Object.values(parts)].map((each) => each.says))
    expect(says.filter((text) => text.length > 120)).toEqual([])
  })
})

describe('what a text cites', () => {
  it.each([
    ['第二十三条第一款第四项', ['23.1.4']],
    ['第三十五条、第三十六条第六项、第三十九条', ['35', '36.6', '39']],
    ['第十四条至第十六条、第三十六条', ['14', '15', '16', '36']],
    ['第五十条第一款第三项、第四项', ['50.1.3', '50.1.4']],
    ['第四十九条第一款、第二款', ['49.1', '49.2']],
    ['第二十条第（五）项、第（六）项', ['20.5', '20.6']],
    ['附件表三第三项', []],
    ['第3条为什么不过', []],
  ])('%s', (text, wanted) => {
    const found = readCited(lexicon, text).map(({ article, paragraph, item }) =>
      [article, paragraph, item].filter((each) => each !== null).join('.'),
    )
    expect(found).toEqual(wanted)
  })

  it.each([
    ['条例第五十条要求写明', 'regulation'],
    ['行政复议法（2023修订）第二十三条', 'review-law'],
    ['不写旧条例的第三十二条', 'regulation-2007'],
    ['《中华人民共和国个人信息保护法》第三十六条', 'personal-information-law'],
    ['依档案法第三条', undefined],
  ])('%s is of its law', (text, id) => expect(read(text)[0]?.law?.id).toBe(id))

  it.each([
    ['条例第五十七条', 'text-no-article 第五十七条'],
    ['条例第五十条第三款', 'text-no-paragraph 第五十条第三款'],
    ['条例第五十条第一款第六项', 'text-no-item 第五十条第一款第六项'],
    ['档案法第三条', 'text-other-law 第三条'],
    ['旧条例第三十二条', 'text-unread 第三十二条'],
  ])('%s is refused', (text, fault) => expect(unbacked(text)).toEqual([fault]))
})

describe('the audit of sentences', () => {
  const audit = createSentenceAudit(laws, lexicon)
  const basis = [{ document: '《中华人民共和国政府信息公开条例》', place: '第五十条第一款', claims: ['regulation/50/contents'] }]
  const faults = (content: object): string[] => audit({ basis, ...content }).map(({ say, path }) => `${say} ${path.join('.')}`)

  it('wants what a sentence cites in the basis', () => {
    expect(faults({ why: '条例第五十条写了五项内容。' })).toEqual([])
    expect(faults({ inGeneral: { why: '见条例第四十九条。' } })).toEqual(['text-unclaimed inGeneral.why'])
    expect(faults({ checks: [{ words: [{ match: '第四十九条', right: '条例第四十九条' }] }] })).toEqual([
      'text-unclaimed checks.0.words.0.right',
    ])
  })

  it('leaves alone what people ask, and a topic that retells an article', () => {
    expect(faults({ questions: ['第四十九条讲什么'], cases: [{ says: '第四十九条' }] })).toEqual([])
    expect(faults({ answer: '除第四十九条外', article: { law: 'regulation', number: 50 } })).toEqual([])
  })
})

describe('the audit of citations', () => {
  const law = Law.parse({
    id: 'sample',
    title: '某某办法',
    document: '《某某办法》',
    issued: '2020-01-01',
    from: '2021-01-01',
    articles: {
      3: { paragraphs: [0, 2], says: '第三条说的事', claims: { second: { paragraph: 2, item: 2, says: '第二项说的事' } } },
      4: { paragraphs: [0], says: '第四条说的事', unread: true },
    },
    parts: { name: { place: '名称', says: '它的名称' } },
  })
  const audit = createCitationAudit([law], reference, true)
  const faults = (basis: object, form = ['2021']): string[] =>
    audit({ kind: 'rule', content: { form, checks: [{ basis: [basis] }] } }).map(({ say }) => say)
  const sound = { document: '《某某办法》', place: '第三条第二款第二项', claims: ['sample/3/second'] }

  it('passes what is right', () => expect(faults(sound)).toEqual([]))

  it.each([
    ['a claim that is not there', { ...sound, claims: ['sample/3/secnd'] }, 'claim-unknown'],
    ['an article that is not there', { ...sound, claims: ['sample/5'] }, 'claim-unknown'],
    ['a place that is wider', { ...sound, place: '第三条' }, 'place-without-claim'],
    ['a place beyond the claims', { ...sound, place: '第三条第二款第二项、第四条' }, 'place-beyond-claims'],
    ['the words of another law', { ...sound, document: '《别的办法》' }, 'claim-other-law'],
    ['no claims', { document: '《某某办法》', place: '第三条' }, 'claims-missing'],
    ['a key that is not there', { ...sound, claim: 'sample/3' }, 'citation-keys'],
    ['what could not be read', { document: '《某某办法》', place: '第四条', claims: ['sample/4'] }, 'citation-unread'],
    ['what was read said as unread', { ...sound, source: 'unread' }, 'citation-read'],
    ['a place that is no article', { document: '《某某办法》', place: '全文', claims: ['sample/name'] }, 'place-without-claim'],
  ])('refuses %s', (_what, basis, fault) => expect(faults(basis)).toContain(fault))

  it('wants a version that was in force in every year of the rule', () => {
    expect(faults(sound, ['2021', '2019'])).toEqual(['law-not-in-force'])
    expect(faults({ ...sound, from: 2021 }, ['2021', '2019'])).toEqual([])
  })

  it('names the nearest claim', () => {
    const [fault] = audit({ kind: 'rule', content: { basis: [{ ...sound, claims: ['sample/3/secnd'] }] } })
    expect(fault).toMatchObject({ path: ['basis', 0, 'claims', 0], with: { claim: 'sample/3/secnd' } })
    expect(fault?.with?.['nearest']).toContain('sample/3/second')
  })

  it('refuses a claim whose 款 or 项 the article has not', () => {
    const claims = { third: { paragraph: 3, says: '第三款的事' }, ninth: { paragraph: 2, item: 9, says: '第九项的事' } }
    const wrong = Law.parse({ ...law, articles: { 3: { paragraphs: [0, 2], says: '第三条说的事', claims } } })
    expect(auditLaw(wrong, []).map(({ say }) => say)).toEqual(['law-no-paragraph', 'law-no-item'])
    expect(auditLaw(law, [law]).map(({ say }) => say)).toEqual(['law-twice', 'law-twice'])
  })
})

describe('a folder of one’s own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-law-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'law'))
  writeFileSync(
    join(folder, 'law/county-notice.yaml'),
    'id: county-notice\ntitle: 某县年报编制通知\ndocument: 某府办〔2025〕9号（某县）\nlocal: 某县\nissued: "2025-12-01"\nfrom: "2025-12-01"\nparts: { names: { place: 第三条, says: 附所属单位名录 } }\n',
  )
  const faults = (claim: string): string[] => {
    writeFileSync(
      join(folder, 'own.yaml'),
      `id: LOCAL-001\nbasis:\n  - { document: 某府办〔2025〕9号（某县）, place: 第三条, from: 2025, claims: [${claim}] }\nwhy: 见条例第五十七条。\n`,
    )
    return testLaws('rules', reference, folder).map(({ place, line, say }) => `${place}:${line} ${say}`)
  }

  it('may add laws, and has its citations audited with file and line', () => {
    expect(faults('county-notice/names')).toEqual([])
    expect(faults('county-notice/name')).toEqual(['own.yaml:3 claim-unknown'])
  })
})

describe('the basis of a finding', () => {
  const { rules } = loadCatalogue('rules')
  const shown = (rule: string, year: number | null): string[] =>
    basisOfYear(rules.find(({ id }) => id === rule)?.basis ?? [], year).map(({ document }) => document)

  it('is what was in force for the report’s year', () => {
    expect(shown('T3-001', 2020)).toEqual(['国办公开办函〔2019〕60号'])
    expect(shown('T3-001', 2025)).toEqual(['国办公开办函〔2021〕30号'])
    expect(shown('T3-001', null)).toEqual(['国办公开办函〔2021〕30号'])
  })

  it.each([
    ['NT-009', '武政办发〔2025〕54号（甘肃省武威市）', [2025]],
    ['NT-010', '武政办发〔2025〕54号（甘肃省武威市）', [2025]],
    ['ST-013', '武政办发〔2025〕54号（甘肃省武威市）', [2025]],
    ['ST-001', '国办公开办函〔2021〕30号', [2021, 2024, 2025, 2026]],
    ['ST-012', '国办公开办函〔2019〕60号', [2019, 2020]],
    ['CY-003', '国办公开办函〔2021〕30号', [2021, 2024, 2025, 2026]],
    ['PS-003', '《中华人民共和国个人信息保护法》', [2021, 2024, 2025, 2026]],
  ])('of %s names %s only for %j', (rule, document, years) => {
    expect([2019, 2020, 2021, 2024, 2025, 2026].filter((year) => shown(rule, year).includes(document))).toEqual(years)
  })

  it('of the format of 2019 says that its annex could not be read', () => {
    const unmarked = rules
      .flatMap(({ id, basis }) => basis.map((one) => ({ id, ...one })))
      .filter(({ document, place, source }) => document.includes('〔2019〕60号') && place?.startsWith('附件') && source !== 'unread')
    expect(unmarked).toEqual([])
  })

  it('asks no report of 2019 or 2020 for the fee, which began in 2021', () => {
    const asking = rules
      .filter(({ form }) => form.includes('2019'))
      .flatMap(({ why, fix, inGeneral, expected = '' }) => [why, fix, inGeneral.why ?? '', inGeneral.fix ?? '', expected])
      .filter((text) => /信息处理费(?:的)?收取/.test(text))
    expect(asking.length).toBeGreaterThan(0)
    expect(asking.filter((text) => !text.includes('2021年度起'))).toEqual([])
    expect(JSON.stringify(reference.forms['2019'])).not.toContain('信息处理费')
  })

  it('names as many results as each form has rows of them', () => {
    const why = rules.find(({ id }) => id === 'T3-002')?.inGeneral.why ?? ''
    for (const [version, { table3 }] of Object.entries(forms)) {
      const first = table3.rows.findIndex(({ key }) => key === 'results')
      const last = table3.rows.findIndex(({ key }) => key === 'results_total')
      const lines = table3.rows.slice(first, last).filter(({ kind }) => kind !== 'group')
      expect(why).toContain(`${version}格式${lines.length}个`)
    }
  })

  it('says what could not be read, what is practice, and for which years', () => {
    const words = loadWords('prompts-templates')
    const say = (values: object): string =>
      words.plain('checklist.basis', { document: '某文件', place: '某处', source: 'verified', from: null, to: null, ...values })
    expect(say({})).toBe('某文件，某处')
    expect(say({ source: 'unread' })).toBe('某文件，某处（原文未能核对）')
    expect(say({ source: 'memory', from: 2021 })).toBe('某文件，某处（2021年度起）（口径以上级通知为准）')
    expect(say({ to: 2020 })).toBe('某文件，某处（2020年度及以前）')
    expect(say({ from: 2025, to: 2025 })).toBe('某文件，某处（2025年度）')
  })
})

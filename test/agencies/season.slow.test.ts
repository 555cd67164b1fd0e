import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildChecklist } from '../../src/checklist/build-checklist.ts'
import type { Finding } from '../../src/model/finding.ts'
import type { Digest } from '../../src/model/digest.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { gatherDigest, weekAt } from '../../src/office/gather-digest.ts'
import { importAgencies } from '../../src/office/import-agencies.ts'
import { planDigest } from '../../src/office/weekly-digest.ts'
import { makeFinding } from '../support/make-checklist.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { replyText } from '../support/reply-text.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 11, 13, 16)
const MONDAYS = Array.from({ length: 6 }, (_, week) => new Date(Date.UTC(2026, 11, 21, 1) + week * 7 * DAY))
const YEAR = 2026
const RULES = ['T3-001', 'NT-004', 'TP-002', 'TF-001', 'NI-001', 'SG-002', 'PX-009', 'CY-001']

interface RawFinding {
  readonly rule: string
  readonly severity: Finding['severity']
  readonly print: string
}
interface RawDraft {
  readonly agency: number
  readonly at: number
  readonly version: number
  readonly findings: readonly RawFinding[]
}
interface RawWaiver {
  readonly agency: number
  readonly print: string
  readonly at: number
  readonly until: number | null
  revoked: number | null
}

/** A fixed seed: the season is the same in each run. */
function createDice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

// The expected history, computed without the store: six weeks, 300 agencies, 1,500 drafts.
const drafts: RawDraft[] = []
const waivers: RawWaiver[] = []
const published: { agency: number; at: number }[] = []
const kinds = (agency: number) => (agency < 2 ? '政府' : agency < 4 ? '政府办' : agency % 5 === 0 ? '乡镇街道' : '部门')
const nameOf = (agency: number) =>
  ({
    政府: `临川市第${agency}区人民政府`,
    政府办: `临川市第${agency}区人民政府办公室`,
    乡镇街道: `第${agency}镇人民政府`,
    部门: `临川市第${agency}局`,
  })[kinds(agency)]
const above = (agency: number) => agency % 2

function playSeason(): void {
  const dice = createDice(2027)
  const versions = new Map<number, number>()
  // The last forty agencies send nothing.
  const times = Array.from({ length: 1500 }, () => START + dice(42 * 24 * 60) * 60_000).toSorted((a, b) => a - b)
  for (const at of times) {
    const agency = dice(260)
    const version = (versions.get(agency) ?? 0) + 1
    versions.set(agency, version)
    const most = Math.max(0, 9 - version - dice(3))
    const findings = Array.from({ length: dice(most + 1) }, (_, index): RawFinding => {
      const rule = RULES[dice(RULES.length)] as string
      return {
        rule,
        severity: (['error', 'error', 'warning', 'notice'] as const)[dice(4)] as Finding['severity'],
        print: `${rule}/${index}`,
      }
    })
    drafts.push({ agency, at, version, findings })
    const waived = findings[0]
    if (waived && dice(6) === 0)
      waivers.push({
        agency,
        print: waived.print,
        at: at + 3_600_000,
        until: dice(2) === 0 ? at + (2 + dice(9)) * DAY : null,
        revoked: dice(3) === 0 ? at + (1 + dice(8)) * DAY : null,
      })
    if (findings.length === 0 && dice(4) === 0 && !published.some((one) => one.agency === agency))
      published.push({ agency, at: at + 7_200_000 })
  }
}

describe('a season: 300 agencies, 1,500 drafts, six digests', () => {
  let test: TestOffice
  let time = START
  const ids: string[] = []

  beforeAll(async () => {
    playSeason()
    test = openTestOffice({ clock: { now: () => new Date(time++) } })
    const list = [
      '名称,上级,类型',
      ...Array.from({ length: 300 }, (_, agency) => `${nameOf(agency)},${agency < 2 ? '' : nameOf(above(agency))},${kinds(agency)}`),
    ].join('\n')
    expect((await importAgencies(test.office, LOCAL_PERSON, new TextEncoder().encode(list))).added).toHaveLength(300)
    ids.push(...(await test.office.store.agencies.all()).map(({ id }) => id))
    const { users, agencies } = test.office.store
    const supervisor = (name: string, tops: number[]) =>
      users.put({
        id: `web:${name}`,
        name,
        administrator: false,
        channel: 'web',
        createdAt: '2026-12-01T00:00:00.000Z',
        disabledAt: null,
        bindings: tops.map((top) => ({ agencyId: ids[top] as string, role: 'supervisor' as const })),
      })
    await test.office.store.commit([
      supervisor('all', [0, 1]),
      supervisor('even', [0]),
      supervisor('odd', [1]),
      agencies.setDeadline(
        { superiorId: ids[1] as string, kind: 'township', year: YEAR, due: '2027-01-20' },
        'u',
        '2026-12-01T00:00:00.000Z',
      ),
    ])
  }, 120_000)
  afterAll(() => test.close())

  it('reports in each digest the numbers that follow from the raw findings', async () => {
    const events = [
      ...drafts.map((draft, index) => ({ at: draft.at, run: () => keepDraft(draft, index) })),
      ...waivers.map((waiver, index) => ({ at: waiver.at, run: () => keepWaiver(waiver, index) })),
      ...waivers.flatMap((waiver) =>
        waiver.revoked === null
          ? []
          : [
              {
                at: waiver.revoked,
                run: () =>
                  test.office.store.commit([
                    test.office.store.waivers.revoke(seriesOf(waiver.agency), waiver.print, 'u', iso(waiver.revoked as number)),
                  ]),
              },
            ],
      ),
      ...published.map(({ agency, at }) => ({
        at,
        run: () =>
          test.office.store.commit([
            test.office.store.agencies.markPublished(ids[agency] as string, YEAR, { id: 'u', name: 'u' }, iso(at)),
          ]),
      })),
    ].toSorted((a, b) => a.at - b.at)
    let done = 0
    for (const monday of MONDAYS) {
      for (; done < events.length && (events[done] as { at: number }).at < monday.getTime(); done++) await events[done]?.run()
      time = monday.getTime()
      await planDigest(test.office, monday)
      await test.queue.drain()
      await checkDigest(monday)
    }
    // At the end of the season, the digest of each past week is unchanged.
    for (; done < events.length; done++) await events[done]?.run()
    time = Date.UTC(2027, 2, 1)
    for (const monday of MONDAYS) await checkDigest(monday)
    for (const who of ['all', 'even', 'odd']) expect(await told(who)).toHaveLength(6)
  }, 240_000)

  async function keepDraft({ agency, at, version, findings }: RawDraft, index: number): Promise<void> {
    const { store } = test.office
    const id = `draft${index}`
    const series = seriesOf(agency)
    const before = version > 1 ? await store.drafts.latest(series) : null
    const checklist = buildChecklist({
      id: `list${index}`,
      draftId: id,
      file: 'x.docx',
      agency: nameOf(agency),
      year: YEAR,
      form: '2021',
      version,
      checkedAt: iso(at),
      result: {
        findings: findings.map(({ rule, severity, print }) => makeFinding({ rule, severity, fingerprint: print })),
        unknown: [],
        rules: RULES.length,
      },
      previous: before && (await store.checklists.ofDraft(before.id)),
      waivers: (await store.waivers.ofSeries(series)).map((waiver) => ({ ...waiver, by: waiver.byName })),
    })
    const verdict = {
      state: 'checked',
      reason: null,
      agencyId: ids[agency] as string,
      agency: nameOf(agency),
      year: YEAR,
      series,
      version,
    } as const
    expect(
      await store.commit([
        store.drafts.add({
          id,
          conversationId: 'c',
          messageId: 'm',
          sentBy: 'u',
          sentByName: 'u',
          sentAt: iso(at),
          file: 'x.docx',
          size: 1,
          sha256: '0',
          blob: `drafts/${id}`,
          purgedAt: null,
          ...verdict,
        }),
        store.checklists.put(checklist),
      ]),
    ).toBe('done')
  }

  function keepWaiver({ agency, print, at, until }: RawWaiver, index: number) {
    const { store } = test.office
    return store.commit([
      store.waivers.add({
        id: `waiver${index}`,
        series: seriesOf(agency),
        fingerprint: print,
        rule: print.slice(0, 6),
        reason: '上级模板如此',
        by: 'u',
        byName: 'u',
        at: iso(at),
        until: until === null ? null : iso(until),
      }),
    ])
  }

  async function told(who: string) {
    const conversation = await test.office.store.conversations.findByTarget('web', `told:web:${who}`)
    return test.office.store.conversations.messages(conversation!.id)
  }

  async function checkDigest(monday: Date): Promise<void> {
    const week = MONDAYS.indexOf(monday)
    for (const [who, mine] of [
      ['all', () => true],
      ['even', (agency: number) => agency % 2 === 0],
      ['odd', (agency: number) => agency % 2 === 1],
    ] as const) {
      const agencies = (await test.office.store.agencies.all()).filter(({ id }) => mine(ids.indexOf(id)))
      const digest = await gatherDigest(test.office, { agencies, week: weekAt(monday.toISOString()), at: monday.toISOString(), year: YEAR })
      const expected = recount(monday.getTime() - 9 * 3_600_000, mine)
      expect(shapeOf(digest)).toEqual(expected)
      const said = replyText((await told(who))[week]?.reply ?? { text: '', blocks: [], files: [] })
      expect(said).toContain(`应报 ${expected.counts.all}`)
      for (const [state, name] of [
        ['errors', '有必改项'],
        ['missing', '未提交'],
        ['passed', '已通过'],
        ['published', '已发布'],
        ['warnings', '仅剩建议'],
      ] as const)
        if (expected.counts[state] > 0) expect(said).toMatch(new RegExp(`${name} ${expected.counts[state]}(?![0-9])`))
    }
  }

  function seriesOf(agency: number): string {
    return `${ids[agency]}|${YEAR}`
  }
})

const iso = (at: number) => new Date(at).toISOString()
const dayOf = (at: number) => Math.floor((at + 8 * 3_600_000) / DAY)

/** Findings that were open in the newest version of an agency at a time, counted one by one. */
function look(agency: number, at: number) {
  const newest = drafts.filter((draft) => draft.agency === agency && draft.at < at).at(-1)
  const inForce = (print: string) =>
    waivers.some(
      (one) =>
        one.agency === agency &&
        one.print === print &&
        one.at < at &&
        (one.until === null || one.until > at) &&
        (one.revoked === null || one.revoked >= at),
    )
  const open = newest?.findings.filter(({ print }) => !inForce(print)) ?? []
  const errors = open.filter(({ severity }) => severity === 'error').length
  const warnings = open.filter(({ severity }) => severity === 'warning').length
  const isPublished = published.some((one) => one.agency === agency && one.at < at)
  const state = isPublished ? 'published' : !newest ? 'missing' : errors ? 'errors' : warnings ? 'warnings' : 'passed'
  return { agency, newest, open, errors, warnings, state }
}

function recount(at: number, mine: (agency: number) => boolean) {
  const all = Array.from({ length: 300 }, (_, agency) => agency).filter(mine)
  const now = all.map((agency) => look(agency, at))
  const before = new Map(all.map((agency) => [agency, look(agency, at - 7 * DAY)]))
  const count = (states: readonly { state: string }[]) =>
    Object.fromEntries([
      ['all', states.length],
      ...['missing', 'errors', 'warnings', 'passed', 'published'].map((state) => [
        state,
        states.filter((one) => one.state === state).length,
      ]),
    ]) as Record<string, number> & { all: number; missing: number; errors: number; warnings: number; passed: number; published: number }
  const finished = (state: string | undefined) => state === 'passed' || state === 'published'
  const line = ({ agency, newest, errors }: ReturnType<typeof look>) =>
    `${nameOf(agency)} ${newest?.version ?? '-'} ${errors} ${newest ? dayOf(at) - dayOf(newest.at) : '-'} ${before.get(agency)?.errors}`
  const rules = RULES.map((rule) => ({
    rule,
    agencies: now.filter(({ open }) => open.some((one) => one.rule === rule && one.severity !== 'notice')).length,
  })).filter(({ agencies }) => agencies > 0)
  const due = (agency: number) =>
    kinds(agency) === '政府' ? '2027-03-31' : kinds(agency) === '乡镇街道' && agency % 2 === 1 ? '2027-01-20' : '2027-01-31'
  return {
    counts: count(now),
    before: count([...before.values()]),
    outstanding: now
      .filter(({ state }) => state === 'errors')
      .map(line)
      .toSorted(),
    missing: now
      .filter(({ state }) => state === 'missing')
      .map(({ agency }) => `${nameOf(agency)} ${due(agency)} ${Math.round(Date.parse(due(agency)) / DAY) - dayOf(at)}`)
      .toSorted(),
    clean: now
      .filter(({ agency, state }) => finished(state) && !finished(before.get(agency)?.state))
      .map(({ agency }) => nameOf(agency))
      .toSorted(),
    rules: rules.toSorted((a, b) => a.rule.localeCompare(b.rule)),
  }
}

/** The digest in the same shape; its order is checked separately. */
function shapeOf(digest: Digest): ReturnType<typeof recount> {
  const { outstanding } = digest
  for (const [index, line] of outstanding.entries()) {
    const next = outstanding[index + 1]
    if (next) expect(line.errors > next.errors || (line.errors === next.errors && line.days! >= next.days!)).toBe(true)
  }
  expect(digest.rules.map(({ agencies }) => agencies)).toEqual(digest.rules.map(({ agencies }) => agencies).toSorted((a, b) => b - a))
  return {
    counts: digest.counts as ReturnType<typeof recount>['counts'],
    before: digest.before as ReturnType<typeof recount>['counts'],
    outstanding: outstanding
      .map(({ agency, version, errors, days, before }) => `${agency} ${version} ${errors} ${days} ${before.errors}`)
      .toSorted(),
    missing: digest.missing.map(({ agency, due, daysLeft }) => `${agency} ${due} ${daysLeft}`).toSorted(),
    clean: digest.clean.map(({ agency }) => agency).toSorted(),
    rules: digest.rules.map(({ rule, agencies }) => ({ rule, agencies })).toSorted((a, b) => a.rule.localeCompare(b.rule)),
  }
}

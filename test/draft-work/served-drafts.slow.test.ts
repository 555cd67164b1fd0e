import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { childrenOf } from '../support/child-processes.ts'
import { describeWith, LINUX } from '../support/needs.ts'
import { sampleDocx } from '../support/sample-draft.ts'
import { checkJobs, rest, Served } from './served.ts'

/** Words of a rule that takes its time: each looks behind every place of a long run for what is not there. */
const WORDS = Array.from({ length: 400 }, (_, index) => `{ match: '甲.{0,80}${String.fromCharCode(0x5000 + index)}', what: 甲 }`)

/** Its pattern is as long as the guard lets an office write; there are only very many of them. */
const ENDLESS = `id: LOCAL-001
name: endless
title: 没有尽头的规则
severity: notice
basis: [{ document: 测试, place: 第一条, source: memory }]
checks:
  - { predicate: text-absent, words: [{ match: 甲甲甲乙丙, what: 甲 }, ${WORDS.join(', ')}] }
message: “{written}”
why: 测试。
fix: 测试。
questions: [测试]
cases:
  - { name: 没有, given: { supervision: 主持召开专题会2次。 }, expect: pass }
  - { name: 有, given: { supervision: 甲甲甲乙丙。 }, expect: fail }
`
/** A report with an error that the catalogue finds, and a sentence that the rule above does not get through. */
const heavy = sampleDocx({
  table3: { new_received: [3, 0, 0, 0, 0, 0, 4] },
  supervision: Array.from({ length: 60 }, () => `${'甲'.repeat(1500)}。`),
})
const light = sampleDocx({ agency: '临川市安平区林业局' })

describeWith(LINUX, 'drafts that do not let themselves be checked, at a server', () => {
  let folder: string
  let served: Served | null = null
  const dataDir = () => join(folder, 'data')
  const start = async (seconds = 4) =>
    (served = await Served.start(dataDir(), { NIANBAO_RULES: join(folder, 'rules'), NIANBAO_LIMIT_SECONDS: String(seconds) }))
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nianbao-served-'))
    mkdirSync(join(folder, 'rules'))
    writeFileSync(join(folder, 'rules/LOCAL-001-endless.yaml'), ENDLESS)
  })
  afterEach(async () => {
    await served?.stop()
    served = null
    rmSync(dataDir(), { recursive: true, force: true })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('run out twice, are answered with what was found, hold up nobody, and are never taken up again', { timeout: 240_000 }, async () => {
    const server = await start()
    const [mine, other] = [await server.newConversation(), await server.newConversation()]
    const order: string[] = []
    let answers = 0
    await server.upload(mine, '重.docx', heavy)
    const heavyDone = server.verdict(mine).then((message) => (order.push('heavy'), message))
    while ((await checkJobs(dataDir()))[0]?.state !== 'leased') await rest(20)
    await server.upload(other, '轻.docx', light)
    const lightDone = server.verdict(other).then((message) => (order.push('light'), message))
    while (order.length < 2) {
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
      answers++
      await rest(20)
    }
    const [verdict, ordinary] = await Promise.all([heavyDone, lightDone])
    expect(order).toEqual(['light', 'heavy'])
    expect(answers).toBeGreaterThan(50)
    expect(ordinary.text).toContain('临川市安平区林业局 2024 年度第 1 稿')
    expect(verdict.text).toContain('没有核对完（太复杂），已发现：必改 3')
    const shown = JSON.stringify(verdict.reply)
    for (const words of ['T3-001', 'T3-003', '不是完整的清单', '没有查到的规则 1 条', 'LOCAL-001', '没有尽头的规则'])
      expect(shown).toContain(words)
    expect(shown).not.toContain('没有发现要改的地方')
    const [job] = await checkJobs(dataDir())
    expect(job).toMatchObject({ state: 'done', runOuts: 1, interruptions: 0 })

    await server.stop()
    const again = await start()
    await rest(3_000)
    expect(await again.said(mine)).toEqual([verdict])
    expect((await checkJobs(dataDir()))[0]).toEqual(job)
    expect(childrenOf(again.pid).length).toBeLessThanOrEqual(1)
  })

  it('have their first run-out known after a power cut in the second try', { timeout: 300_000 }, async () => {
    const server = await start()
    const mine = await server.newConversation()
    await server.upload(mine, '重.docx', heavy)
    const inSecondTry = async (): Promise<boolean> => {
      const [job] = await checkJobs(dataDir())
      return job?.runOuts === 1 && job.state === 'leased'
    }
    // The process of the second try starts a moment after its lease.
    let children: readonly number[] = []
    while (!(await inSecondTry()) || children.length === 0) {
      await rest(250)
      children = childrenOf(server.pid)
    }
    await server.kill()
    const again = await start()
    const verdict = await again.verdict(mine)
    expect(verdict.text).toContain('没有核对完')
    // Tried once before and once after: not from the beginning.
    const [job] = await checkJobs(dataDir())
    expect(job).toMatchObject({ state: 'done', runOuts: 1 })
    // On a busy machine the lease of the new server may run out too.
    expect([1, 2]).toContain(job?.interruptions)
    // What the killed server left behind ends by itself.
    expect(children.length).toBeGreaterThan(0)
  })

  it.each([
    [4, '2024 年度第 1 稿'],
    [5, '核对多次被中断'],
  ])('whose process is killed from outside %i times: %s', { timeout: 240_000 }, async (times, said) => {
    const server = await start(30)
    const mine = await server.newConversation()
    const killed = new Set<number>()
    // Nothing gets through while processes are killed as soon as they are seen at work.
    for (const pid of childrenOf(server.pid)) process.kill(pid, 'SIGSTOP')
    await server.upload(mine, '轻.docx', light)
    while (killed.size < times) {
      const [job] = await checkJobs(dataDir())
      const at = childrenOf(server.pid).find((pid) => !killed.has(pid))
      if (job?.state === 'leased' && job.interruptions === killed.size && at !== undefined) {
        killed.add(at)
        process.kill(at, 'SIGKILL')
      }
      await rest(5)
    }
    const verdict = await server.verdict(mine)
    expect(verdict.text).toContain(said)
    const [job] = await checkJobs(dataDir())
    expect(job).toMatchObject(
      times === 4 ? { state: 'done', interruptions: 4, runOuts: 0 } : { state: 'dead', error: 'interrupted', runOuts: 0 },
    )
    if (times === 4) return
    // 再试 starts from zero.
    const [message] = await server.said(mine)
    const retry = JSON.stringify(message?.reply)
    expect(retry).toContain('"command":"retry"')
  })
})

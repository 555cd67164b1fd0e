import { describe, expect, it } from 'vitest'
import { askCommand, type AskDeps, type AskOutput } from '../../src/host/ask-command.ts'
import { questionsCommand } from '../../src/host/questions-command.ts'
import { AppError } from '../../src/model/app-error.ts'
import { answerer, now, sampleChecklist, words } from './sample-answerer.ts'

async function run(args: readonly string[], lines: readonly string[] = []) {
  const printed: string[] = []
  const complained: string[] = []
  let read = 0
  const deps: AskDeps = {
    words,
    answerer,
    checkFile: async (path) => {
      read++
      if (path !== '年报.docx') throw new AppError('not-found', 'no file', { key: 'cli.not-found', with: { file: path } })
      return sampleChecklist()
    },
    now: () => now,
    lines: async function* () {
      yield* lines
    },
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  }
  return { code: await askCommand(args, deps), printed, complained, read }
}

describe('nianbao ask', () => {
  it('prints the answer, its basis and the next questions', async () => {
    const { code, printed } = await run(['申请人撤回了填哪一格'])
    expect(code).toBe(0)
    for (const part of ['3.其他', '依据：', '口径以上级通知为准', '还可以问']) expect(printed[0]).toContain(part)
    expect(printed[0]).not.toContain('**')
  })

  it('prints JSON with kind, route, text and next', async () => {
    const { printed } = await run(['第2条为什么不过', '--draft', '年报.docx', '--format', 'json'])
    const output = JSON.parse(printed[0] as string) as AskOutput
    expect(Object.keys(output)).toEqual(['kind', 'route', 'text', 'next'])
    expect(output).toMatchObject({ kind: 'finding', route: ['NT-004', 'CHECKLIST/item'] })
    expect(output.text).toContain('7件')
  })

  it('answers a batch line by line and reads the draft once', async () => {
    const { code, printed, read } = await run(
      ['--batch'],
      ['{"q":"还剩什么没改","draft":"年报.docx"}', '{"q":"第1条","draft":"年报.docx"}', '', '{"q":"60号文还能引吗"}'],
    )
    expect(code).toBe(0)
    expect(printed.map((line) => (JSON.parse(line) as AskOutput).route[0])).toEqual(['CHECKLIST/remaining', 'T3-001', 'WD-002'])
    expect(read).toBe(1)
  })

  it('answers an invalid line with an error and goes on with the next', async () => {
    const { code, printed } = await run(
      ['--batch'],
      ['不是JSON', '{"question":"x"}', '{"q":"第1条","draft":"没有.docx"}', '{"q":"T3-001"}'],
    )
    expect(code).toBe(2)
    expect(printed).toHaveLength(4)
    expect(printed[2]).toContain('没有.docx')
    expect((JSON.parse(printed[3] as string) as AskOutput).route[0]).toBe('T3-001')
  })

  it.each([
    ['给我批注版', 'check 稿件 --format docx'],
    ['导出整改清单', '--format xlsx'],
    ['给我一份空白表', 'nianbao template'],
    ['豁免第3条，理由是上级模板如此', '网页'],
  ])('says for %s where it is done, and promises nothing', async (question, where) => {
    const { printed } = await run([question, '--draft', '年报.docx'])
    expect(printed[0]).toContain(where)
    expect(printed[0]).not.toMatch(/正在|发给你|标为误报，理由/)
  })
  it('says where an action can be done', async () =>
    expect((await run(['给我批注版', '--draft', '年报.docx'])).printed[0]).toContain('nianbao check'))

  it.each([[[]], [['--format', 'xml', '你好']], [['--role', 'boss', '你好']], [['--nope']]])('refuses wrong usage %j', async (args) => {
    const { code, complained } = await run(args)
    expect(code).toBe(2)
    expect(complained[0]).toContain('用法')
  })
})

describe('nianbao questions', () => {
  const question = {
    id: 'q1',
    messageId: 'm1',
    conversationId: 'c1',
    userId: 'web:张三',
    at: '2027-01-05T02:00:00Z',
    text: '填报口径有没有新说法',
    kind: 'unknown',
    route: [],
    answered: false,
    down: 0,
  }
  const ask = async (args: readonly string[], found: readonly (typeof question)[]) => {
    const lines: string[] = []
    const code = await questionsCommand(args, {
      words,
      feedback: { unanswered: async (limit) => found.slice(0, limit) },
      print: (line) => lines.push(line),
      complain: (line) => lines.push(line),
    })
    return { code, text: lines.join('\n') }
  }
  it('lists the unanswered questions without the names of the askers', async () => {
    const { code, text } = await ask(['--unanswered'], [question, { ...question, text: '这个答得不对', answered: true, down: 2 }])
    expect(code).toBe(0)
    expect(text).toContain('填报口径有没有新说法')
    expect(text).toContain('2 人点了')
    expect(text).not.toContain('张三')
  })
  it('says so if there are none', async () => expect((await ask(['--unanswered'], [])).text).toContain('没有未答好的问题'))
  it('refuses wrong usage', async () => expect((await ask([], [])).code).toBe(2))
})

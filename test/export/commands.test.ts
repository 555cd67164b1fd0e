import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { blankReport } from '../../src/export/blank-report.ts'
import { createExporters } from '../../src/export/exporters.ts'
import { readDocx } from '../../src/extract/docx/read-docx.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { runFill } from '../../src/host/fill-command.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { runTemplate } from '../../src/host/template-command.ts'
import { formOfYear } from '../../src/form/forms.ts'
import { checklist, finding, say } from './support/checklists.ts'
import { readDocx as open } from './support/read-docx.ts'
import { plainReader } from '../support/plain-reader.ts'
import { forms, readReport, reference } from '../support/reference.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-commands-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(command: typeof runTemplate, ...args: string[]) {
  const lines: string[] = []
  const complaints: string[] = []
  const code = await command(args, {
    words: loadWords('prompts-templates'),
    reference,
    drafts: plainReader(),
    print: (line) => lines.push(line),
    complain: (line) => complaints.push(line),
  })
  return { code, out: lines.join('\n'), err: complaints.join('\n') }
}

function carriedIn(file: string) {
  const { table3 } = readReport(readDocx(readFileSync(file), defaultLimits)).tables
  return forms['2021'].table3.columns
    .map(({ key }) => table3.cells.get(`table3/carried_in/${key}`))
    .map((cell) => (cell?.state === 'number' ? cell.value : null))
}

describe('nianbao template', () => {
  const out = join(folder, 'out.docx')
  const last = async (year: number, figures: readonly number[]) => {
    const file = join(folder, `last-${year}-${figures.length}.docx`)
    writeFileSync(
      file,
      await blankReport(
        {
          agency: '某县水利局',
          year,
          form: formOfYear(forms, year),
          figures: new Map(
            forms['2021'].table3.columns
              .slice(0, figures.length)
              .map(({ key }, index) => [`table3/carried_out/${key}`, figures[index] ?? 0]),
          ),
        },
        say,
      ),
    )
    return file
  }

  it('fills in the carry-over of last year', async () => {
    const done = await run(
      runTemplate,
      '--agency',
      '某县水利局',
      '--year',
      '2026',
      '--last-year',
      await last(2025, [2, 1, 0, 0, 0, 0, 3]),
      '-o',
      out,
    )
    expect(done).toMatchObject({ code: 0, err: '' })
    expect(done.out).toContain('总计 3 件')
    expect(carriedIn(out)).toEqual([2, 1, 0, 0, 0, 0, 3])
  })

  it('leaves the row empty and says why if the figure of last year is uncertain', async () => {
    for (const [file, why] of [
      [await last(2025, [2, 1]), '读不准'],
      [await last(2023, [2, 1, 0, 0, 0, 0, 3]), '2023 年度'],
    ] as const) {
      const done = await run(runTemplate, '--agency', '某县水利局', '--year', '2026', '--last-year', file, '-o', out)
      expect(done.code).toBe(0)
      expect(done.err).toContain(why)
      expect(carriedIn(out)).toEqual(Array.from({ length: 7 }, () => null))
    }
  })

  it('writes nothing if the file of last year is not there', async () => {
    const [none, blank] = [join(folder, 'none.docx'), join(folder, 'blank.docx')]
    const done = run(runTemplate, '--agency', '某县水利局', '--year', '2026', '--last-year', none, '-o', blank)
    await expect(done).rejects.toMatchObject({ code: 'not-found', say: { key: 'cli.not-found', with: { file: none } } })
    expect(existsSync(blank)).toBe(false)
  })

  it('prints its usage', async () => {
    for (const args of [[], ['--agency', '某局'], ['--agency', '某局', '--year', '２６'], ['--nonsense']])
      expect((await run(runTemplate, ...args)).code).toBe(2)
  })
})

describe('nianbao fill', () => {
  it('makes an empty sheet, and a report from it that lists what is missing', async () => {
    const sheet = join(folder, '数据.xlsx')
    const docx = join(folder, 'filled.docx')
    expect((await run(runFill, '--blank', sheet, '--year', '2025')).code).toBe(0)
    const done = await run(runFill, sheet, '--agency', '某县水利局', '--year', '2025', '-o', docx)
    expect(done.code).toBe(0)
    expect(done.out).toContain('格没有填')
    expect(existsSync(docx)).toBe(true)
    const last = join(folder, '去年.docx')
    writeFileSync(
      last,
      await blankReport(
        {
          agency: '某县水利局',
          year: 2024,
          form: forms['2021'],
          figures: new Map(forms['2021'].table3.columns.map(({ key }) => [`table3/carried_out/${key}`, key === 'total' ? 6 : 1])),
        },
        say,
      ),
    )
    expect((await run(runFill, '--blank', sheet, '--year', '2025', '--last-year', last)).code).toBe(0)
    expect((await run(runFill, sheet, '--agency', '某县水利局', '--year', '2025', '-o', docx)).code).toBe(0)
    expect(carriedIn(docx)).toEqual([1, 1, 1, 1, 1, 1, 6])
    writeFileSync(join(folder, 'bad.xlsx'), '不是')
    expect(await run(runFill, join(folder, 'bad.xlsx'), '--agency', '某局', '--year', '2025')).toMatchObject({
      code: 2,
      err: expect.stringContaining('不是能读的 xlsx'),
    })
    expect((await run(runFill, sheet, '--year', '2025')).code).toBe(2)
  })
})

describe('the files under a checklist', () => {
  it('are an annotated Word file for every format, one with repairs, and the table of fixes', async () => {
    const list = checklist(
      [
        finding({
          where: [{ label: '', anchor: 'p1', start: 0, end: 2 }],
          repairs: [{ anchor: 'p1', start: 0, end: 2, before: '预期', after: '逾期' }],
        }),
      ],
      { file: '上报/某局 年报.v2.pdf' },
    )
    const document = {
      format: 'pdf' as const,
      blocks: [{ kind: 'paragraph' as const, id: 'p1', text: '预期不补正' }],
      aside: [],
      marks: [],
      notes: [],
    }
    const files = await Promise.all(
      createExporters({ say, reference, now: () => '2026-11-21T08:00:00Z' }).map((one) =>
        one.make({ checklist: list, document, bytes: new Uint8Array() }),
      ),
    )
    expect(files.map((one) => one.name)).toEqual([
      '某局 年报.v2（批注版）.docx',
      '某局 年报.v2（批注修订版）.docx',
      '某局 年报.v2（整改清单）.xlsx',
    ])
    const [annotated, repaired] = files.map((one) => one.bytes)
    expect(open(annotated ?? new Uint8Array()).accepted).toContain('预期不补正')
    expect(open(repaired ?? new Uint8Array()).accepted).toContain('逾期不补正')
  })
})

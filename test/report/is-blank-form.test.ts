import { describe, expect, it } from 'vitest'
import { blankReport } from '../../src/export/blank-report.ts'
import { readDocx } from '../../src/extract/docx/read-docx.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { formOfYear } from '../../src/form/forms.ts'
import type { Block, Document } from '../../src/model/document.ts'
import { isBlankForm } from '../../src/report/is-blank-form.ts'
import { say } from '../export/support/checklists.ts'
import { openTestOffice } from '../support/open-test-office.ts'
import { forms, readReport, reference } from '../support/reference.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const isBlank = (document: Document): boolean => isBlankForm(readReport(document), reference.lexicon)
const bytesOf = (year: number, figures = new Map<string, number>()): Promise<Uint8Array> =>
  blankReport({ agency: '某县水利局', year, form: formOfYear(forms, year), figures }, say)
const blank = async (year: number, figures?: Map<string, number>): Promise<Document> =>
  readDocx(await bytesOf(year, figures), defaultLimits)

/** The document with a text in place of the first paragraph that begins so. */
function written(document: Document, begins: string, text: string): Document {
  const at = document.blocks.findIndex((block) => block.kind === 'paragraph' && block.text.startsWith(begins))
  if (at < 0) throw new Error(`no paragraph ${begins}`)
  return { ...document, blocks: document.blocks.with(at, { ...document.blocks[at], text } as Block) }
}

/** A form as it is handed round: its headings and empty tables, and these texts under the headings. */
async function handedRound(texts: Readonly<Record<string, string>> = {}): Promise<Document> {
  const { blocks, ...rest } = await blank(2024)
  const heading = /^([一二三四五六])、/
  const kept = blocks.flatMap((block): Block[] => {
    if (block.kind === 'table') return [block]
    const numeral = heading.exec(block.text)?.[1]
    const text = numeral === undefined ? undefined : texts[numeral]
    if (numeral === undefined) return []
    return text === undefined ? [block] : [block, { kind: 'paragraph', id: `${block.id}+`, text }]
  })
  return { ...rest, blocks: kept }
}

describe('a form in which nothing is filled in', () => {
  it.each([2019, 2020, 2024, 2026])('is the one that the program writes for %i', async (year) => {
    expect(isBlank(await blank(year))).toBe(true)
  })

  it('is one with only the figures that were carried over', async () => {
    expect(isBlank(await blank(2026, new Map([['table3/carried_in/natural_person', 3]])))).toBe(true)
    expect(isBlank(await blank(2026, new Map([['table3/new_received/natural_person', 3]])))).toBe(false)
  })

  it('is one that is handed round, with or without words that ask for text', async () => {
    expect(isBlank(await handedRound())).toBe(true)
    expect(isBlank(await handedRound({ 一: '（文字描述）', 五: '（文字描述）', 六: '（文字描述，收费情况在此处报告。）' }))).toBe(true)
  })

  it('is not one with a sentence, or a preamble that somebody wrote', async () => {
    expect(isBlank(await handedRound({ 五: '无' }))).toBe(false)
    expect(isBlank(await handedRound({ 六: '未收取信息处理费。' }))).toBe(false)
    const form = await blank(2026)
    expect(isBlank(written(form, '【待填：各平台', '全年主动公开信息12条，【待填】。'))).toBe(false)
    expect(isBlank(written(form, '本报告电子版', '对本报告如有疑问，请与某县水利局办公室联系（电话：0796-2334567）。'))).toBe(false)
  })

  it('is not one whose tables were not found, nor a report', async () => {
    const form = await handedRound()
    expect(isBlank({ ...form, blocks: form.blocks.filter(({ kind }) => kind !== 'table') })).toBe(false)
    expect(isBlank(readDocx(sampleDocx(), defaultLimits))).toBe(false)
  })
})

describe('the office', () => {
  it('says of an empty form in one sentence what to do, and keeps no checklist', async () => {
    const test = openTestOffice()
    try {
      const { draftId, text } = await test.check(await test.newConversation(), '空白.docx', await bytesOf(2026))
      expect(text).toMatch(/《空白\.docx》是一份没有填写的空白表.*没有的填 0/s)
      expect(await test.office.store.checklists.ofDraft(draftId)).toBeNull()
    } finally {
      test.close()
    }
  })
})

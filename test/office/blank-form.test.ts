import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { fetchFile } from '../../src/office/fetch-file.ts'
import { performCommand } from '../../src/office/perform-command.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'
import { readReport } from '../support/reference.ts'

describe('a blank form asked for in the chat', () => {
  let test: TestOffice
  beforeAll(() => {
    test = openTestOffice()
  })
  afterAll(() => test.close())

  it('is sent as a file for the agency of the conversation, in the form of the given year', async () => {
    const id = await test.newConversation()
    await test.check(id, '年报.docx', sampleDocx({ agency: '临川市安平区城管局' }))
    await performCommand(test.office, LOCAL_PERSON, { conversationId: id, command: 'blank-form', value: '2025' })
    const messages = await test.office.store.conversations.messages(id)
    const said = messages.at(-1)!
    expect(said.reply?.files[0]?.name).toBe('临川市安平区城管局2025年政府信息公开工作年度报告.docx')
    const file = await fetchFile(test.office, LOCAL_PERSON, said.id, 0)
    const extraction = await extractDocument(file.bytes, file.name, defaultLimits)
    if (extraction.status !== 'read') throw new Error(extraction.reason)
    const report = readReport(extraction.document)
    expect([report.year, report.agency.name]).toEqual([2025, '临川市安平区城管局'])
    expect(report.sections.map(({ part, match }) => [part, match])).toEqual([1, 2, 3, 4, 5, 6].map((part) => [part, 'official']))
    expect(report.tables.table3.labels.filter((label) => !label.same)).toEqual([])
  })

  it('is sent once for a press that is repeated because its answer was lost', async () => {
    const id = await test.newConversation()
    const press = { conversationId: id, command: 'blank-form', value: '2025', key: 'web/local/press-0001' }
    await performCommand(test.office, LOCAL_PERSON, press)
    await performCommand(test.office, LOCAL_PERSON, press)
    expect(await test.office.store.conversations.messages(id)).toHaveLength(1)
  })
})

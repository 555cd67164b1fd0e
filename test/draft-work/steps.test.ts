import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/extract/limits.ts'
import { openWith } from '../support/open-with.ts'
import { plainReader, wholeCatalogue } from '../support/plain-reader.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const bytes = sampleDocx({ agency: '临川市安平区文化局', table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } })
const readerOf = (reportSteps: number) => plainReader(wholeCatalogue(), { ...defaultLimits, reportSteps })

async function check(reportSteps: number) {
  return readerOf(reportSteps).attempt(async (attempt) => {
    const opening = await attempt.run('open', { bytes, name: 'a.docx' })
    if (opening.status !== 'read') return opening
    return attempt.run('check', {})
  })
}

describe('a draft whose steps are more than the limit', () => {
  it('is refused with a reason if it cannot even be read as a report', async () => {
    expect(await openWith(readerOf(100), bytes, 'a.docx')).toEqual({ status: 'unreadable', reason: 'too-much-work' })
  })

  it('keeps what the rules found until then, and says which were not reached', async () => {
    const whole = await check(defaultLimits.reportSteps)
    if (!('result' in whole)) throw new Error('not checked')
    expect(whole.result.incomplete).toBeUndefined()
    const part = await check(60_000)
    if (!('result' in part)) throw new Error('not checked in part')
    expect(part.result.incomplete?.cause).toBe('too-much-work')
    const unreached = part.result.incomplete?.unreached.length ?? 0
    expect(unreached).toBeGreaterThan(0)
    expect(part.result.rules + unreached).toBe(whole.result.rules)
  })

  it('counts each attempt from zero', async () => {
    const reader = readerOf(defaultLimits.reportSteps)
    for (let time = 0; time < 3; time++) expect((await openWith(reader, bytes, 'a.docx')).status).toBe('read')
  })
})

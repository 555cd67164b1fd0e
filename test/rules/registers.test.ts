import { describe, expect, it } from 'vitest'
import { readReport } from '../support/reference.ts'
import { readDraft } from '../support/read-draft.ts'
import { catalogue } from './catalogue-fixture.ts'
import { BODIES, REGISTERS, writeRegister } from './registers.ts'

describe.each(Object.keys(BODIES))('a report of a %s whose figures agree', (body) => {
  it.each(Object.keys(REGISTERS))('has nothing to mend: %s', async (register) => {
    const { name, text } = writeRegister(body, register)
    const report = readReport(await readDraft(text, name))
    const { findings } = catalogue.check({ report })
    expect(findings.filter(({ severity }) => severity !== 'notice').map(({ rule, message }) => `${rule} ${message}`)).toEqual([])
    expect(report.year).toBe(BODIES[body]?.year)
    expect(report.agency.name).toBe(BODIES[body]?.agency)
    expect(report.periods).toHaveLength(1)
  })
})

import { expect, it } from 'vitest'
import { checkSample } from '../rules/catalogue-fixture.ts'

it('a table in a part that was not read is never said to be missing, by any rule', () => {
  const { findings, unknown } = checkSample({ omit: ['table3'], notes: [{ kind: 'unread-part', part: 'unknown-drawing' }] })
  expect(findings.filter(({ rule }) => rule === 'ST-007')).toEqual([])
  const codes = unknown.map(({ code }) => code)
  expect(codes.filter((code) => code === 'part-unread').length).toBeGreaterThan(5)
  expect(codes).not.toContain('table-absent')
})

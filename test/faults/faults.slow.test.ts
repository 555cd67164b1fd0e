import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { checkFiles } from '../../src/host/check-files.ts'
import { openDraftPool } from '../../src/host/drafts/open-draft-pool.ts'
import { countFaults } from './count-faults.ts'
import { basesOfFaults, readFaults } from './read-faults.ts'

/** What docs/accuracy.md says, in hundredths: a rule that no longer finds what it did is seen here. */
const FOUND = { a: 95 }

it('finds the faults that a clerk could make, and none in reports without one', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-faults-'))
  const pool = openDraftPool()
  try {
    const bases = basesOfFaults()
    const faults = readFaults()
    const texts = [...bases, ...faults.map(({ text }, index) => [`f${index}`, text] as const)]
    for (const [name, text] of texts) writeFileSync(join(folder, `${name}.md`), text)
    const checked = await checkFiles(
      texts.map(([name]) => join(folder, `${name}.md`)),
      pool,
    )
    expect(checked.filter(({ status }) => status !== 'checked')).toEqual([])
    const findings = new Map(checked.map((one) => [basename(one.file, '.md'), one.status === 'checked' ? one.result.findings : []]))
    const { sets, falseAlarms } = countFaults(bases, faults, findings)
    expect(falseAlarms).toEqual([])
    for (const [set, least] of Object.entries(FOUND)) {
      const { found, planted } = sets.get(set)!
      expect((100 * found) / planted).toBeGreaterThanOrEqual(least)
    }
  } finally {
    await pool.close()
    rmSync(folder, { recursive: true })
  }
})

import { reference } from '../support/reference.ts'
import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createExporters } from '../../src/export/exporters.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { readDocx } from './support/read-docx.ts'
import { checklist, finding, say } from './support/checklists.ts'
import { describeWith, sharedData } from '../support/needs.ts'

const files = ['docx', 'docm', 'dotx'].flatMap((ending) => globSync(`../shared/hostile/**/*.${ending}`)).toSorted()
const repaired = createExporters({ say, reference, now: () => '2026-11-21T08:00:00Z' }).find((one) => one.kind === 'repaired')

describeWith(sharedData('hostile'), 'hostile and odd Word files that can be read', () => {
  it.each(files)('%s gets its comments', async (file) => {
    const bytes = new Uint8Array(readFileSync(file))
    const extraction = await extractDocument(bytes, file, defaultLimits)
    if (extraction.status !== 'read' || extraction.document.format !== 'docx') return
    const { document } = extraction
    const texts = document.blocks
      .flatMap((block): readonly { id: string; text: string }[] => (block.kind === 'table' ? block.cells : [block]))
      .slice(0, 40)
    const findings = texts.flatMap(({ id, text }, index) => [
      finding({ fingerprint: `w${index}`, where: [{ label: '', anchor: id }] }),
      finding({
        fingerprint: `r${index}`,
        where: [{ label: '', anchor: id, start: 1, end: 3 }],
        repairs: text.length > 3 ? [{ anchor: id, start: 1, end: 3, before: text.slice(1, 3), after: '改' }] : [],
      }),
    ])
    const made = await repaired?.make({ checklist: checklist(findings, { file }), document, bytes })
    const again = await extractDocument(made?.bytes ?? new Uint8Array(), file, defaultLimits)
    expect(again.status).toBe('read')
    // The small reader of the test knows no UTF-16 and trusts declared sizes.
    if (!/utf16|lying/.test(file)) expect(readDocx(made?.bytes ?? new Uint8Array()).comments.size).toBeGreaterThanOrEqual(findings.length)
  })
})

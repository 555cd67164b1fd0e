import { expect, inject, it } from 'vitest'
import { knowledge } from '../../../src/worker/compose-knowledge.ts'
import { bundledCmap } from '../../../src/worker/bundled-cmap.ts'
import { createInProcessReader } from '../../../src/worker/in-process-reader.ts'
import { openWith } from '../../support/open-with.ts'
import { bytesOfBase64 } from '../../../src/worker/worker-data.ts'
import { workerLimits } from '../../../src/worker/worker-limits.ts'

const results = inject('nodeResults')
const drafts = createInProcessReader({ ...knowledge(), limits: workerLimits({}), pdf: { cmaps: bundledCmap } })

it('runs in workerd', () => expect(navigator.userAgent).toBe('Cloudflare-Workers'))

it('has something to compare in every format', () => {
  const formats = new Set(results.map(({ extraction }) => (JSON.parse(extraction) as { document?: { format: string } }).document?.format))
  expect([...formats].filter(Boolean).toSorted()).toEqual(['doc', 'docx', 'html', 'md', 'odt', 'pdf', 'rtf', 'txt'])
})

it.each(results.map((result) => [result.name, result] as const))(
  '%s: the same text and the same findings as on Node, byte for byte',
  async (name, result) => {
    const bytes = bytesOfBase64(result.base64)
    const extraction = await openWith(drafts, bytes, name)
    expect(JSON.stringify(extraction)).toBe(result.extraction)
    if (extraction.status !== 'read') return
    const checked = await drafts.attempt(async (attempt) => {
      await attempt.run('open', { bytes, name })
      return attempt.run('check', {})
    })
    expect(JSON.stringify('result' in checked ? checked.result : checked)).toBe(result.findings)
  },
)

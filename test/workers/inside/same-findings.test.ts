import { expect, inject, it } from 'vitest'
import { knowledge } from '../../../src/worker/compose-knowledge.ts'
import { inProcessExtractor } from '../../../src/worker/in-process-extractor.ts'
import { bytesOfBase64 } from '../../../src/worker/worker-data.ts'
import { workerLimits } from '../../../src/worker/worker-limits.ts'

const results = inject('nodeResults')
const extractor = inProcessExtractor(workerLimits({}))

it('runs in workerd', () => expect(navigator.userAgent).toBe('Cloudflare-Workers'))

it('has something to compare in every format', () => {
  const formats = new Set(results.map(({ extraction }) => (JSON.parse(extraction) as { document?: { format: string } }).document?.format))
  expect([...formats].filter(Boolean).toSorted()).toEqual(['doc', 'docx', 'html', 'md', 'odt', 'pdf', 'rtf', 'txt'])
})

it.each(results.map((result) => [result.name, result] as const))(
  '%s: the same text and the same findings as on Node, byte for byte',
  async (name, result) => {
    const extraction = await extractor.extract(bytesOfBase64(result.base64), name)
    expect(JSON.stringify(extraction)).toBe(result.extraction)
    if (extraction.status === 'unreadable') return
    const { checker } = knowledge()
    const findings = JSON.stringify(checker.check({ report: checker.read(extraction.document) }))
    expect(findings).toBe(result.findings)
  },
)

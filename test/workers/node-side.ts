import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { sampleDocument } from '../../src/check/sample-document.ts'
import { SamplePatch } from '../../src/check/sample-patch.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { workerLimits } from '../../src/worker/worker-limits.ts'
import { makeDoc } from '../extract/doc-writer.ts'
import { drawTable, makePdf } from '../extract/pdf-writer.ts'
import { FakeSlack } from '../slack/fake/fake-slack.ts'
import { writeDocx, writeHtml, writeMarkdown, writeOdt, writeRtf, writeText } from '../support/write-document.ts'
import { readReport, reference } from '../support/reference.ts'

/** A file, and the result of reading and checking it on Node. */
export interface NodeResult {
  readonly name: string
  readonly base64: string
  readonly extraction: string
  readonly findings: string | null
}

export interface SlackDouble {
  readonly apiUrl: string
  /** GET: the messages of the bot, as JSON. POST ?name=: stores the body as a file, and returns its object. */
  readonly control: string
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly nodeResults: readonly NodeResult[]
    readonly slack: SlackDouble
  }
}

/** What tests inside workerd cannot do: read files, run the check on Node, and act as Slack. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const { checker } = composeChecker()
  const limits = workerLimits({})
  const results: NodeResult[] = []
  for (const { name, bytes } of [...madeDrafts(), ...sharedDrafts()]) {
    const extraction = await extractDocument(bytes, name, limits)
    const findings = extraction.status === 'read' ? JSON.stringify(checker.check({ report: readReport(extraction.document) })) : null
    results.push({ name, base64: Buffer.from(bytes).toString('base64'), extraction: JSON.stringify(extraction), findings })
  }
  project.provide('nodeResults', results)
  const slack = await new FakeSlack().start()
  const control = await startControl(slack)
  project.provide('slack', { apiUrl: slack.apiUrl, control: `http://127.0.0.1:${(control.address() as AddressInfo).port}/` })
  return async () => {
    control.close()
    await slack.stop()
  }
}

function startControl(slack: FakeSlack): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const name = new URL(request.url ?? '/', 'http://control').searchParams.get('name')
      const answer = name === null ? slack.said() : slack.addFile(name, new Uint8Array(Buffer.concat(chunks)), { mimetype: 'text/plain' })
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)))
}

/** A sample report with a defect, in every format that the tests can write. */
function madeDrafts(): { name: string; bytes: Uint8Array }[] {
  const document = sampleDocument(reference, SamplePatch.parse({}))
  const lines = document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
  return [
    { name: '样稿.docx', bytes: writeDocx(document) },
    { name: '样稿.odt', bytes: writeOdt(document) },
    { name: '样稿.rtf', bytes: writeRtf(document) },
    { name: '样稿.html', bytes: writeHtml(document) },
    { name: '样稿.md', bytes: writeMarkdown(document) },
    { name: '样稿.txt', bytes: writeText(document) },
    { name: '样稿.doc', bytes: makeDoc({ paragraphs: lines.map((text) => ({ runs: [{ text }] })) }) },
    {
      name: '样稿.pdf',
      bytes: makePdf([
        {
          texts: lines
            .slice(0, 30)
            .map((text, index) => ({ x: 40, y: 800 - index * 24, text: text.slice(0, 40), size: 10, font: 'GBK-EUC-H' as const })),
        },
        drawTable(
          [50, 150, 250],
          [700, 680, 660],
          [
            { column: 0, row: 0, text: '自然人' },
            { column: 1, row: 0, text: '12' },
          ],
        ),
      ]),
    },
    { name: '坏.pdf', bytes: new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<<') },
    { name: '坏.docx', bytes: writeDocx(document).subarray(0, 900) },
  ]
}

/** The five reports, and one draft of each format, if present. */
function sharedDrafts(): { name: string; bytes: Uint8Array }[] {
  const reports = join(import.meta.dirname, '../../../shared/reports')
  const drafts = join(import.meta.dirname, '../../../shared/drafts')
  const five = existsSync(reports)
    ? readdirSync(reports)
        .filter((name) => name.endsWith('.txt'))
        .map((name) => join(reports, name))
    : []
  const first = new Map<string, string>()
  for (const name of existsSync(drafts) ? readdirSync(drafts).filter((entry) => /^d\d+\./.test(entry)) : [])
    if (!first.has(name.split('.').at(-1)!)) first.set(name.split('.').at(-1)!, join(drafts, name))
  return [...five, ...first.values()].map((path) => ({ name: path.split('/').at(-1)!, bytes: new Uint8Array(readFileSync(path)) }))
}

// Makes docs/checklist.png: the page with the checklist of a sample draft. Needs Debian's chromium.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { sampleDocument } from '../src/check/sample-document.ts'
import { SamplePatch } from '../src/check/sample-patch.ts'
import { startNode } from '../src/node.ts'
import { loadReference } from '../src/host/load-reference.ts'
import { writeDocx } from '../test/support/write-document.ts'

const folder = mkdtempSync(join(tmpdir(), 'nianbao-picture-'))
const draft = join(folder, '安平区水利局2024年年报.docx')
const patch = SamplePatch.parse({
  on_request: '2024年共收到政府信息公开申请7件，其中予以公开7件，不予公开0件，均已按期答复。',
  says: '2024年共承办市级政协提案2件。',
  part6:
    '（一）信息处理费收取情况。2024年未收取信息处理费。（二）建议提案办理情况。2024年共承办市级政协提案6件、区级政协提案3件，办理结果均已公开。',
  table3: { new_received: 7, granted: 5, unable_not_held: 2 },
  labels: { 'table3/row/other_no_correction': '1.申请人无正当理由预期不补正、行政机关不再处理其政府信息公开申请' },
})
writeFileSync(draft, writeDocx(sampleDocument(loadReference('rules'), patch)))
const node = await startNode({ port: 0, dataDir: join(folder, 'data') })
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const page = await browser.newPage({ viewport: { width: 1180, height: 1080 } })
await page.goto(node.url)
await page.setInputFiles('input[type=file]', draft)
await page.getByText('必改').first().waitFor()
await page.waitForTimeout(1500)
await page.screenshot({ path: join(import.meta.dirname, '../docs/checklist.png') })
await browser.close()
await node.stop()
rmSync(folder, { recursive: true, force: true })

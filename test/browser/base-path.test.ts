import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startNode, type RunningNode } from '../../src/node.ts'
import { buildClient } from '../support/build-client.ts'
import { CHROMIUM, describeWith } from '../support/needs.ts'
import { findChromium, openBrowser } from '../support/open-browser.ts'
import { sampleDocx } from '../support/sample-draft.ts'

describeWith(CHROMIUM, 'the page below a path, in a browser', () => {
  let node: RunningNode
  let browser: Browser
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-base-browser-'))
  beforeAll(async () => {
    node = await startNode({
      port: 0,
      dataDir: folder,
      assetFolder: await buildClient(),
      env: { NIANBAO_URL: 'http://localhost/nianbao/' },
    })
    browser = await openBrowser(findChromium()!)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await node?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('uploads, follows events, asks, presses a button and opens a rule', async () => {
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('response', (response) => {
      if (response.status() >= 400 || !new URL(response.url()).pathname.startsWith('/nianbao')) problems.push(response.url())
    })
    expect(node.url).toMatch(/\/nianbao$/)
    await page.goto(`${node.url}/`)
    await page.waitForSelector('html.ready')
    const draft = sampleDocx({ table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } })
    await page.setInputFiles('#picker', { name: '年报.docx', mimeType: 'application/octet-stream', buffer: Buffer.from(draft) })
    await page.waitForSelector('.message.bot.done >> text=第 1 稿', { timeout: 60_000 })
    await page.click('button[data-command="show"]')
    await page.waitForSelector('text=看全部')
    await page.fill('#question', '统计期限怎么写')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.message.person >> text=统计期限怎么写')
    await page.locator('a.rule').first().click()
    await page.waitForURL(/\/nianbao\/rules\//)
    expect(await page.locator('h1').count()).toBe(1)
    expect(problems).toEqual([])
  })
})

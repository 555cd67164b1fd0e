import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startNode, type RunningNode } from '../../src/node.ts'
import { buildClient } from '../support/build-client.ts'
import { findChromium, openBrowser } from '../support/open-browser.ts'
import { sampleDocx } from '../support/sample-draft.ts'
import { CHROMIUM, describeWith } from '../support/needs.ts'

const chromium = findChromium()
/** Set SCREENS to a folder to keep screenshots. */
const screens = process.env['SCREENS']

const DRAFT = {
  agency: '临川市安平区文化和旅游局',
  table3: {
    new_received: [12, 1, 0, 0, 0, 0, 13],
    carried_in: [1, 0, 0, 0, 0, 0, 1],
    granted: [7, 1, 0, 0, 0, 0, 8],
    not_held: [4, 0, 0, 0, 0, 0, 4],
    handled_total: [11, 1, 0, 0, 0, 0, 12],
    carried_out: [1, 0, 0, 0, 0, 0, 1],
  },
  on_request: '本年度共收到政府信息公开申请14件，其中予以公开9件，不予公开0件。',
  period: '本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。',
}
const file = (name: string, bytes: Uint8Array, mimeType = 'application/octet-stream') => ({ name, mimeType, buffer: Buffer.from(bytes) })

const fresh = async (page: Page): Promise<void> => {
  // A script that sets the address itself can lose its page before its answer is back, so the address is opened from here.
  const id = await page.evaluate(async () => {
    const response = await fetch('/api/conversations', { method: 'POST' })
    return ((await response.json()) as { id: string }).id
  })
  await page.goto(new URL(`/c/${id}`, page.url()).href)
  await page.waitForSelector('#welcome')
  await page.waitForSelector('html.ready')
}
const shoot = async (page: Page, name: string): Promise<void> => {
  if (!screens) return
  mkdirSync(screens, { recursive: true })
  await page.waitForTimeout(300)
  await page.screenshot({ path: join(screens, `${name}.png`) })
}

describeWith(CHROMIUM, 'the chat in a browser', () => {
  let node: RunningNode
  let browser: Browser
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-browser-'))
  const problems: string[] = []
  beforeAll(async () => {
    node = await startNode({ port: 0, dataDir: folder, assetFolder: await buildClient(), env: {} })
    browser = await openBrowser(chromium!)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await node?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = async (options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options })
    page.on('console', (message) => message.type() === 'error' && !/status of 4\d\d/.test(message.text()) && problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(node.url)
    await page.waitForSelector('html.ready')
    return page
  }
  it('takes drafts, replaces 已收到 with the checklist, and shows it after a reload', async () => {
    const page = await open()
    await shoot(page, 'welcome')
    await page.setInputFiles('#picker', [file('文旅局2024年年报.docx', sampleDocx(DRAFT)), file('断.docx', sampleDocx().slice(0, 900))])
    await page.waitForSelector('.message.bot.done .item.error')
    await page.waitForSelector('text=《断.docx》已损坏')
    expect(await page.locator('.message.bot').count()).toBe(2)
    expect(await page.locator('h2.head').first().textContent()).toBe('临川市安平区文化和旅游局 · 2024 年度 · 第 1 稿')
    await shoot(page, 'checklist')
    await page.reload()
    await page.waitForSelector('html.ready')
    expect(await page.locator('h2.head').count()).toBe(1)
    expect(await page.locator('.message.person .file-name').allTextContents()).toEqual(
      expect.arrayContaining(['文旅局2024年年报.docx', '断.docx']),
    )
    expect(await page.title()).toContain('文化和旅游局')
    await page.close()
  })

  it('answers a typed question, and Enter in an input method sends nothing', async () => {
    const page = await open()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
    await page.focus('#question')
    await page.keyboard.insertText('第1条为什么不行')
    await page.dispatchEvent('#question', 'keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })
    expect(await page.inputValue('#question')).toBe('第1条为什么不行')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.message.person .said:has-text("第1条为什么不行")')
    const answer = page.locator('.message.bot').last()
    await answer.locator('button:has-text("有用")').waitFor()
    expect(await page.inputValue('#question')).toBe('')
    await shoot(page, 'answer')
    await answer.locator('button:has-text("有用")').click()
    await page.waitForSelector('#status:has-text("谢谢")')
    await page.close()
  })

  it('asks for a reason, waives and takes it back by keyboard alone', async () => {
    const page = await open()
    const before = await page.locator('.items .item').count()
    await page.locator('button[data-command="waive"]').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('dialog[open]')
    await page.keyboard.press('Escape')
    await page.waitForSelector('dialog:not([open])', { state: 'attached' })
    await page.locator('button[data-command="waive"]').first().focus()
    await page.keyboard.press('Enter')
    await page.keyboard.insertText('上级<b>模板</b>如此')
    await shoot(page, 'reason')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.waitForSelector('summary:has-text("已标误报 1 条")')
    await page.locator('summary:has-text("已标误报 1 条")').click()
    expect(await page.locator('text=上级<b>模板</b>如此').count()).toBe(1)
    await page.locator('button[data-command="unwaive"]').click()
    await page.waitForSelector('summary:has-text("已标误报 1 条")', { state: 'detached' })
    expect(await page.locator('.items .item').count()).toBe(before)
    await page.close()
  })

  it('makes the annotated file and offers the download', async () => {
    const page = await open()
    await page.locator('button[data-command="download"][data-value$="annotated"]').first().click()
    const link = page.locator('a[download]').last()
    await link.waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toMatch(/文旅局2024年年报.*\.docx$/)
    await page.close()
  })

  it('takes dropped files and says which it refuses', async () => {
    const page = await open()
    await fresh(page)
    const transfer = await page.evaluateHandle(
      (bytes) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([new Uint8Array(bytes)], '拖入.docx'))
        transfer.items.add(new File([], '空.docx'))
        return transfer
      },
      [...sampleDocx({ ...DRAFT, agency: '临川市安平区体育局' })],
    )
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer })
    expect(await page.locator('#dropzone').isVisible()).toBe(true)
    await shoot(page, 'drop')
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
    expect(await page.locator('#dropzone').isVisible()).toBe(false)
    await page.waitForSelector('h2.head:has-text("体育局")')
    await page.waitForSelector('.uploads .failed:has-text("空文件")')
    await shoot(page, 'refused')
    await page.locator('.uploads button').click()
    expect(await page.locator('.uploads .failed').count()).toBe(0)
    await page.close()
  })

  it('marks what is new, still there and fixed in the next version', async () => {
    const page = await open()
    await fresh(page)
    await page.setInputFiles('#picker', [
      file('第二稿.docx', sampleDocx({ ...DRAFT, period: '本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。' })),
    ])
    await page.waitForSelector('h2.head:has-text("第 2 稿")')
    expect(await page.locator('.badge:has-text("仍在")').count()).toBeGreaterThan(0)
    await page.waitForSelector('summary:has-text("已改")')
    await page.locator('button[data-command="compare"]').click()
    await page.waitForSelector('h2.head:has-text("第 2 稿与第 1 稿比较")')
    await shoot(page, 'second-version')
    await page.close()
  })

  it.each([
    ['desktop-light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
    ['desktop-dark', { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' }],
    ['phone-light', { viewport: { width: 375, height: 760 }, colorScheme: 'light', hasTouch: true, isMobile: true }],
    ['phone-dark', { viewport: { width: 375, height: 760 }, colorScheme: 'dark', hasTouch: true, isMobile: true }],
  ] as const)('fits %s', async (name, options) => {
    const page = await open(options)
    await page
      .locator('.conversations a:has-text("文化和旅游局")')
      .last()
      .evaluate((link: HTMLAnchorElement) => (location.href = link.href))
    await page.waitForSelector('.item.error')
    await page.waitForSelector('html.ready')
    await page
      .locator('h2.head')
      .first()
      .evaluate((head) => head.scrollIntoView({ behavior: 'instant' }))
    expect(
      await page.evaluate(() => [document.documentElement.scrollWidth <= innerWidth, document.documentElement.scrollHeight <= innerHeight]),
    ).toEqual([true, true])
    expect(await page.locator('#question').evaluate((box) => box.getBoundingClientRect().bottom <= innerHeight)).toBe(true)
    const [ink, card] = await page
      .locator('.message.bot .body')
      .first()
      .evaluate((body) => [getComputedStyle(body).color, getComputedStyle(body).backgroundColor])
    expect(contrast(ink!, card!)).toBeGreaterThan(7)
    for (const small of ['.tag.error', '.line dt', '.foot-note', '.badge', '.rule'])
      for (const element of (await page.locator(small).all()).slice(0, 1)) {
        const colors = await element.evaluate((node) => {
          const behind = (one: Element | null): string => {
            const color = one ? getComputedStyle(one).backgroundColor : 'rgb(255, 255, 255)'
            return one && color === 'rgba(0, 0, 0, 0)' ? behind(one.parentElement) : color
          }
          return [getComputedStyle(node).color, behind(node)]
        })
        expect(contrast(colors[0]!, colors[1]!), small).toBeGreaterThan(4.5)
      }
    await shoot(page, name)
    await page.close()
  })

  it('logged no error', () => {
    expect(problems).toEqual([])
  })
})

/** WCAG contrast of two `rgb(…)` colours. */
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = (color.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

import { serve } from '@hono/node-server'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { Hono } from 'hono'
import { jsx } from 'hono/jsx'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadWords } from '../../src/host/load-words.ts'
import type { Block, Document } from '../../src/model/document.ts'
import { securityHeaders } from '../../src/platforms/web/guard-request.ts'
import { MarkedView } from '../../src/platforms/web/marked-view.tsx'
import { createLink } from '../../src/platforms/web/link.ts'
import { pageDrawer } from '../../src/platforms/web/page-shell.tsx'
import { checklist, finding } from '../export/support/checklists.ts'
import { CHROMIUM, describeWith } from '../support/needs.ts'
import { drawMarkedDraft } from '../../src/export/marked-draft.ts'
import { findChromium, openBrowser } from '../support/open-browser.ts'

const words = loadWords('prompts-templates')
const COLUMNS = 10

function draft(figure: string): Document {
  const paragraphs = Array.from({ length: 40 }, (_, index): Block => ({
    kind: 'paragraph',
    id: `p${index + 1}`,
    text: `（${index + 1}）全年共收到政府信息公开申请${index === 30 ? figure : index}件，均在法定期限内办结，没有收到投诉举报。`,
  }))
  const cells = Array.from({ length: 12 * COLUMNS }, (_, index) => ({
    id: `t1.${Math.floor(index / COLUMNS)}.${index % COLUMNS}`,
    row: Math.floor(index / COLUMNS),
    column: index % COLUMNS,
    rowSpan: 1,
    columnSpan: 1,
    text: index % COLUMNS ? '0' : '申请人无正当理由逾期不补正',
  }))
  return {
    format: 'docx',
    blocks: [...paragraphs, { kind: 'table', id: 't1', rows: 12, columns: COLUMNS, cells }],
    aside: [],
    marks: [],
    notes: [],
  }
}

const list = checklist(
  [
    ...Array.from({ length: 12 }, (_, index) =>
      finding({ fingerprint: `f${index}`, where: [{ label: '第一部分', anchor: `p${index + 1}`, start: 3, end: 9 }] }),
    ),
    finding({ severity: 'warning', fingerprint: 'cell', where: [{ label: '表三', anchor: 't1.10.8' }] }),
  ],
  { version: 2 },
)

let browser: Browser
let server: ReturnType<typeof serve>
let base = ''

function renderMarked(previous: boolean): string {
  const drawn = drawMarkedDraft(draft('13'), list, previous ? draft('12') : null, (key, values) => words.plain(`marked.${key}`, values))
  const view = jsx(MarkedView, { checklist: list, draft: drawn.html, places: drawn.places, compared: previous })
  const draw = pageDrawer({ office: { words }, assets: { script: '/client.js', style: '/style.css' }, link: createLink() })
  return draw('在稿中看', view as never)
}

describeWith(CHROMIUM, 'the marked view', () => {
  beforeAll(async () => {
    const app = new Hono()
    app.use(securityHeaders)
    app.get('/style.css', (c) =>
      c.body(['style.css', 'marked-view.css'].map((name) => readFileSync(`src/platforms/web/${name}`, 'utf8')).join('\n'), 200, {
        'content-type': 'text/css',
      }),
    )
    app.get('/marked', (c) => c.html(renderMarked(c.req.query('before') === '1')))
    server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 })
    await new Promise((resolve) => server.once('listening', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await openBrowser(findChromium() ?? '')
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  describe.each([
    ['desktop', 1366, 768],
    ['phone', 390, 844],
  ] as const)('on a %s', (name, width, height) => {
    it('links a mark and its item both ways, scrolls them into view and needs no script', async () => {
      const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' })
      const refused: string[] = []
      page.on('console', (message) => void (message.type() === 'error' && refused.push(message.text())))
      await page.goto(`${base}/marked`)
      await page.click('td.marked a.ref')
      expect(await page.locator('.marked-item:target h3').innerText()).toContain('13. ')
      expect(await inView(page, '.marked-item:target')).toBe(true)
      await page.click('#item-12 .to-place')
      expect(await page.locator('.piece:has(> .target:target) mark').innerText()).toBe('）全年共收到')
      expect(await inView(page, '.piece:has(> .target:target)')).toBe(true)
      expect(await inView(page, '.bar')).toBe(true)
      if (name === 'desktop') expect(await inView(page, '.marked-title h1')).toBe(true)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      expect(refused.filter((text) => /Content Security Policy/.test(text))).toEqual([])
      await page.close()
    })

    it('shows the previous version with its differences', async () => {
      const page = await browser.newPage({ viewport: { width, height } })
      await page.goto(`${base}/marked?before=1`)
      expect([await page.locator('del').allInnerTexts(), await page.locator('ins').allInnerTexts()]).toEqual([['12'], ['13']])
      const [old, now] = [await page.locator('del').boundingBox(), await page.locator('ins').boundingBox()]
      if (name === 'desktop') expect(Math.abs((old?.y ?? 0) - (now?.y ?? 99))).toBeLessThan(4)
      else expect((now?.y ?? 0) - (old?.y ?? 0)).toBeGreaterThan(10)
      expect(await page.locator('.old.same').first().isVisible()).toBe(name === 'desktop')
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      await page.close()
    })
  })
})

function inView(page: { evaluate<T>(run: (selector: string) => T, selector: string): Promise<T> }, selector: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const box = document.querySelector(wanted)?.getBoundingClientRect()
    return box !== undefined && box.top < window.innerHeight - 10 && box.bottom > 10 && box.left < window.innerWidth && box.right > 0
  }, selector)
}

import { deflateSync } from 'node:zlib'
import { encode } from 'fast-png'
import { afterEach, describe, expect, it } from 'vitest'
import { defaultLimits, type Limits } from '../../src/extract/limits.ts'
import { blankBitmap, type Bitmap } from '../../src/extract/recognise/bitmap.ts'
import { cmapsFromDisk } from '../../src/extract/pdf/cmap-files.ts'
import { mapPages } from '../../src/extract/pdf/open-pdf.ts'
import { drawPage } from '../../src/extract/recognise/draw-page.ts'
import { pictureToPdf } from '../../src/extract/recognise/picture-to-pdf.ts'
import { takeRuling } from '../../src/extract/recognise/find-ruling.ts'
import { measureSkew } from '../../src/extract/recognise/measure-skew.ts'
import { canRecognise } from '../../src/extract/recognise/recogniser.ts'
import { checkBytes } from '../../src/host/check-files.ts'
import { composeChecker } from '../../src/host/compose-checker.ts'
import { createDraftPool, type DraftPool } from '../../src/host/drafts/draft-pool.ts'
import { readRecognise } from '../../src/host/read-settings.ts'
import { packCatalogue } from '../../src/draft-work/packed-catalogue.ts'
import { openWith } from '../support/open-with.ts'
import { findChromium, openBrowser } from '../support/open-browser.ts'
import { makeScan } from './scan-writer.ts'
import { CHROMIUM, itWith } from '../support/needs.ts'

const { words, catalogue } = composeChecker()
const open: DraftPool[] = []
function pool(recognise: boolean, limits: Partial<Limits> = {}): DraftPool {
  const created = createDraftPool({ limits: { ...defaultLimits, ...limits }, recognise, catalogue: () => packCatalogue(catalogue) })
  open.push(created)
  return created
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

const chromium = findChromium()
const PACKAGES = { there: canRecognise(), why: 'needs the recognition packages (docs/recognition.md)' }
const white = makeScan([
  { width: 200, height: 300, filter: 'FlateDecode', colours: 'DeviceGray', bytes: deflateSync(new Uint8Array(60_000).fill(255)) },
])
describe('recognition of scanned PDFs', () => {
  it('is off unless the host turns it on, and the sentence says what to do', async () => {
    expect(readRecognise({})).toBe(false)
    expect(readRecognise({ NIANBAO_RECOGNISE: '0' })).toBe(false)
    expect(readRecognise({ NIANBAO_RECOGNISE: '1' })).toBe(true)
    expect(await openWith(pool(false), white, 'a.pdf')).toEqual({ status: 'unreadable', reason: 'no-text-layer' })
    expect(words.plain('unreadable.no-text-layer', { file: 'a.pdf' })).toMatch(/没有文字层.*docx.*NIANBAO_RECOGNISE=1/)
  })

  itWith(
    { there: !canRecognise(), why: 'the recognition packages are installed' },
    'without its packages the person hears what to install',
    async () => {
      expect(await openWith(pool(true), white, 'a.pdf')).toEqual({ status: 'unreadable', reason: 'recognition-missing' })
      expect(words.plain('unreadable.recognition-missing', { file: 'a.pdf' })).toContain('npm install --prefix recognition tesseract.js@')
    },
  )

  it('refuses a picture of 60 000 × 60 000 pixels and a packed one that unpacks to gigabytes', async () => {
    const huge = makeScan([
      { width: 60_000, height: 60_000, filter: 'DCTDecode', colours: 'DeviceRGB', bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xd9) },
    ])
    expect(await openWith(pool(true), huge, 'a.pdf')).toMatchObject({ status: 'unreadable', reason: 'too-large' })
    const bomb = makeScan([
      { width: 1_000, height: 1_000, filter: 'FlateDecode', colours: 'DeviceGray', bytes: deflateSync(new Uint8Array(60 * 1024 * 1024)) },
    ])
    expect(await openWith(pool(true), bomb, 'a.pdf')).toMatchObject({ status: 'unreadable', reason: 'too-large' })
  })

  itWith(PACKAGES, 'pages and time have limits', async () => {
    const pages = Array.from({ length: 3 }, () => ({
      width: 20,
      height: 30,
      filter: 'FlateDecode' as const,
      colours: 'DeviceGray' as const,
      bytes: deflateSync(new Uint8Array(600).fill(255)),
    }))
    expect(await openWith(pool(true, { recognisePages: 2 }), makeScan(pages), 'a.pdf')).toMatchObject({
      reason: 'too-complex',
      detail: 'pages',
    })
    expect(await openWith(pool(true), white, 'a.pdf')).toMatchObject({ reason: 'no-text' })
  })

  itWith(
    chromium === null ? CHROMIUM : PACKAGES,
    'a scanned table is placed cell for cell, every value is marked, and nothing is asserted',
    async () => {
      const scan = makeScan([await photograph(PAGE)])
      const told: number[][] = []
      const drafts = pool(true)
      const read = await openWith(drafts, scan, 'a.pdf', ({ page, pages }) => void told.push([page, pages]))
      if (read.status !== 'read') throw new Error(read.reason)
      expect(told).toEqual([[1, 1]])
      expect(read.document.notes).toContainEqual({ kind: 'recognised-text' })
      const table = read.document.blocks.find((block) => block.kind === 'table')
      const cell = (row: number, column: number) => table?.cells.find((one) => one.row === row && one.column === column)
      // Recognition sometimes mistakes a figure (15 for 19), so only the places are asserted.
      const figures = [1, 2].flatMap((row) => [1, 2, 3].map((column) => cell(row, column)?.text))
      expect(figures.filter((text, index) => text === ['15', '20', '99', '0', '0', '0'][index]).length).toBeGreaterThanOrEqual(5)
      expect(cell(1, 0)?.text).toContain('新收政府信息公开申请')
      for (const block of read.document.blocks)
        for (const piece of block.kind === 'table' ? block.cells : [block])
          if (piece.text !== '') expect(['recognised', 'unreadable']).toContain(piece.confidence)
      const checked = await checkBytes('a.pdf', scan, drafts)
      if (checked.status !== 'checked') throw new Error(checked.reason)
      expect(checked.result.findings.filter(({ severity }) => severity !== 'notice')).toEqual([])
      expect(checked.result.unknown.map(({ reason }) => reason).join()).toContain('由图片识别的，请对照原件')
    },
    120_000,
  )
})

describe('a picture of a page', () => {
  itWith(
    chromium === null ? CHROMIUM : PACKAGES,
    'is recognised as a screenshot and as a photograph, by the command line as on the page',
    async () => {
      const drafts = pool(true)
      for (const type of ['png', 'jpeg'] as const) {
        const checked = await checkBytes(`截图.${type}`, (await photograph(PAGE, type)).bytes, drafts)
        if (checked.status !== 'checked') throw new Error(checked.reason)
        expect(checked.front.isReport).toBe(true)
        expect(checked.result.findings.filter(({ severity }) => severity !== 'notice')).toEqual([])
        expect(checked.result.unknown.map(({ reason }) => reason).join()).toContain('由图片识别的，请对照原件')
      }
    },
    240_000,
  )

  it('becomes the page of a PDF, upright as it is, with its own points', async () => {
    const png = encode({
      width: 30,
      height: 40,
      channels: 4,
      data: new Uint8Array(30 * 40 * 4).fill(0).map((_, index) => (index < 400 ? 255 : 0)),
    })
    const { pages: sizes } = await mapPages(
      { bytes: pictureToPdf(png, defaultLimits), cmaps: cmapsFromDisk, mostPixels: 1e6 },
      1,
      async (pdfjs, page) => {
        const drawn = await drawPage(pdfjs, page, defaultLimits)
        const { width, height } = page.getViewport({ scale: 1 })
        return { upright: height > width, drawn: drawn !== null }
      },
    )
    expect(sizes).toEqual([{ upright: true, drawn: true }])
    expect(() => pictureToPdf(png, { ...defaultLimits, recognisePixels: 1_199 })).toThrow('too-large')
    expect(() => pictureToPdf(png.slice(0, 60), defaultLimits)).toThrow('damaged')
  })
})

const PAGE = `<body style="margin:80px 90px;font:22px 'Noto Sans CJK SC'"><h1 style="font-size:28px">城东区水务局2024年政府信息公开工作年度报告</h1>
<p>三、收到和处理政府信息公开申请情况</p><table border style="border-collapse:collapse;width:100%;text-align:center">
<tr><td>申请人情况</td><td>自然人</td><td>商业企业</td><td>总计</td></tr>
<tr><td>一、本年新收政府信息公开申请数量</td><td>15</td><td>20</td><td>99</td></tr>
<tr><td>二、上年结转政府信息公开申请数量</td><td>0</td><td>0</td><td>0</td></tr></table></body>`

/** A page as a scanner produces it. */
async function photograph(html: string, type: 'png' | 'jpeg' = 'jpeg') {
  const browser = await openBrowser(chromium ?? '')
  try {
    const tab = await browser.newPage({ viewport: { width: 794, height: 1123 }, deviceScaleFactor: 2.5 })
    await tab.setContent(html)
    const bytes = await tab.screenshot(type === 'png' ? { type } : { type, quality: 85 })
    return {
      width: 1985,
      height: Math.round(1123 * 2.5),
      filter: 'DCTDecode' as const,
      colours: 'DeviceRGB' as const,
      bytes: new Uint8Array(bytes),
    }
  } finally {
    await browser.close()
  }
}

/** A table of 3 × 2 cells with a word of short strokes in it, turned by `lean`. */
function drawGrid(lean: number): Bitmap {
  const bitmap = blankBitmap(1_200, 1_600)
  const dot = (x: number, y: number): void => {
    const [tx, ty] = [Math.round(x * Math.cos(lean) - y * Math.sin(lean)), Math.round(x * Math.sin(lean) + y * Math.cos(lean))]
    for (const dx of [0, 1]) for (const dy of [0, 1]) bitmap.grey[(ty + dy) * 1_200 + tx + dx] = 0
  }
  for (const y of [300, 400, 500]) for (let x = 150; x <= 900; x += 0.5) dot(x, y)
  for (const x of [150, 400, 650, 900]) for (let y = 300; y <= 500; y += 0.5) dot(x, y)
  for (let x = 200; x < 260; x += 0.5) dot(x, 350)
  return bitmap
}

describe('a scanned sheet', () => {
  it('is straightened in both directions', () => {
    expect(measureSkew(drawGrid(0))).toBe(0)
    expect(measureSkew(drawGrid(0.02))).toBeCloseTo(0.02, 2)
    expect(measureSkew(drawGrid(-0.012))).toBeCloseTo(-0.012, 2)
  })

  it('loses the lines of its tables and keeps the strokes of characters', () => {
    const bitmap = drawGrid(0)
    const { across, down } = takeRuling({ bitmap, scale: 2, width: 600, height: 800 })
    expect(across.map(({ at }) => Math.floor(at)).toSorted((a, b) => a - b)).toEqual([150, 200, 250])
    expect(down.map(({ at }) => Math.floor(at)).toSorted((a, b) => a - b)).toEqual([75, 200, 325, 450])
    expect(bitmap.grey[300 * 1_200 + 500]).toBe(255)
    expect(bitmap.grey[350 * 1_200 + 230]).toBe(0)
  })
})

import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { Unreadable } from '../unreadable-error.ts'
import { toPgm, type Bitmap } from './bitmap.ts'

const Box = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() })
const Character = z.object({ text: z.string(), confidence: z.number(), bbox: Box })
const Line = z.object({ bbox: Box, words: z.array(z.object({ symbols: z.array(Character) })) })
const Recognised = z.object({ blocks: z.array(z.object({ paragraphs: z.array(z.object({ lines: z.array(Line) })) })).nullable() })

export interface RecognisedLine {
  readonly box: z.infer<typeof Box>
  readonly symbols: readonly z.infer<typeof Character>[]
}

/** `block`: a page or a cell of several lines; `line`: one line. */
type Segmentation = 'block' | 'line'

export interface Recogniser {
  /** @param digits only figures and their signs are looked for */
  read(bitmap: Bitmap, as: Segmentation, digits?: boolean): Promise<RecognisedLine[]>
}

type Packet = { readonly status: string; readonly data: unknown }
interface Script {
  dispatchHandlers(packet: { jobId: string; workerId: string; action: string; payload: unknown }, send: (packet: Packet) => void): void
  setAdapter(adapter: Record<string, unknown>): void
}

const MODES: Readonly<Record<Segmentation, string>> = { block: '6', line: '7' }
const DIGITS = '0123456789.,%-/'

/**
 * Finds the packages in `recognition/`, which no `npm ci` of the program clears away, or among the program's own.
 * @returns null where they are not installed
 */
function findPackages(): NodeJS.Require | null {
  const places = Array.from({ length: DEEPEST }, (_, up) => new URL(`${'../'.repeat(up + 1)}recognition/package.json`, import.meta.url))
  for (const place of [...places, import.meta.url]) {
    try {
      const find = createRequire(place)
      for (const part of PARTS) find.resolve(part)
      return find
    } catch {
      // not there
    }
  }
  return null
}

/** @returns whether the packages that recognition needs are installed */
export const canRecognise = (): boolean => findPackages() !== null

const DEEPEST = 6
const CORE = 'tesseract.js-core/tesseract-core-simd-lstm'
const SCRIPT = 'tesseract.js/src/worker-script/index.js'
const DATA = '@tesseract.js-data/chi_sim/4.0.0_best_int/chi_sim.traineddata.gz'
const PARTS = [CORE, SCRIPT, DATA]

/**
 * Loads recognition. tesseract.js itself would start a thread, look for its data on the network and keep them on disk;
 * its worker's script is used in this very process instead, with everything it needs handed in: nothing is started,
 * fetched or written.
 * @throws Unreadable recognition-missing where the packages are not installed
 */
export async function loadRecogniser(): Promise<Recogniser> {
  const find = findPackages()
  if (!find) throw new Unreadable('recognition-missing')
  const script = find(SCRIPT) as Script
  const refuse = async (): Promise<never> => Promise.reject(new Error('nothing is fetched or kept'))
  const kept = { readCache: refuse, writeCache: refuse, deleteCache: refuse, checkCache: refuse }
  script.setAdapter({ getCore: async () => find(CORE) as unknown, gunzip: gunzipSync, fetch: refuse, ...kept })
  const call = caller(script)
  const data = new Uint8Array(await readFile(find.resolve(DATA)))
  await call('load', { options: { lstmOnly: true, logging: false } })
  await call('loadLanguage', { langs: [{ code: 'chi_sim', data }], options: { cacheMethod: 'none', gzip: true, lstmOnly: true } })
  await call('initialize', { langs: 'chi_sim', oem: 1, config: {} })
  return {
    async read(bitmap, as, digits = false) {
      await call('setParameters', {
        params: { tessedit_pageseg_mode: MODES[as], tessedit_char_whitelist: digits ? DIGITS : '', user_defined_dpi: '300' },
      })
      const found = Recognised.parse(await call('recognize', { image: toPgm(bitmap), options: {}, output: { text: false, blocks: true } }))
      const lines = (found.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines))
      return lines.map((line) => ({
        box: line.bbox,
        symbols: line.words.flatMap((word) => word.symbols).filter(({ text }) => text.trim() !== ''),
      }))
    },
  }
}

function caller(script: Script): (action: string, payload: unknown) => Promise<unknown> {
  let job = 0
  return (action, payload) =>
    new Promise((resolve, reject) => {
      script.dispatchHandlers({ jobId: String(++job), workerId: 'only', action, payload }, ({ status, data }) => {
        if (status === 'resolve') resolve(data)
        // Its words may be the draft's: they are not passed on.
        else if (status === 'reject') reject(new Error(`recognition failed at ${action}`))
      })
    })
}

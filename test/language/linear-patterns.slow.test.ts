import { expect, it } from 'vitest'
import { readPattern, type PatternNode } from '../../src/language/pattern-tree.ts'
import { waysOf } from '../../src/language/pattern-ways.ts'
import { collectPatterns } from '../support/collect-patterns.ts'

/** By their source: patterns of which the checker cannot tell, why they are fine, and texts that are worst for them. */
const UNDECIDED: Readonly<Record<string, { readonly why: string; readonly worst: readonly ((size: number) => string)[] }>> = {
  [String.raw`&#x([0-9a-fA-F]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);|<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|\r\n|[\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]+`]:
    {
      why: 'It runs over XML that was found to be well-formed: what begins there also ends.',
      worst: [(size) => '<!---->'.repeat(size / 7), (size) => '&amp;'.repeat(size / 5), (size) => `<![CDATA[${'<!--'.repeat(size / 4)}]]>`],
    },
  [String.raw`\d{2,}[Xx]?(?:[ \n-]{1,3}\d{1,}[Xx]?){0,400}`]: {
    why: 'It matches wherever it begins: nothing behind its repeats can fail.',
    worst: [
      (size) => '12 '.repeat(size / 3),
      (size) => '1'.repeat(size),
      (size) => '1 '.repeat(size / 2),
      (size) => '12   '.repeat(size / 5),
    ],
  },
  [String.raw`^(.{0,80}?[^\s\d.,，、．])((?:[ \u3000\u00a0]+[-−]?\d[\d,，.]*){1,20})\s*$`]: {
    why: 'It runs over lines of at most 120 characters (splitRunning).',
    worst: [() => `甲${' 1'.repeat(59)}x`, () => `甲${' '.repeat(118)}x`, () => '甲 1'.repeat(40)],
  },
}

/** More ways to try one place than this are too many. */
const MOST_WAYS = 4_000

const isOpen = (node: PatternNode): boolean =>
  node.kind === 'repeat'
    ? node.most === Infinity || isOpen(node.inner)
    : node.kind === 'look'
      ? isOpen(node.inner)
      : node.kind === 'row'
        ? node.items.some(isOpen)
        : node.kind === 'choice' && node.ways.some(isOpen)

it('proves that every pattern takes time in proportion to its text', { timeout: 300_000 }, async () => {
  process.env['RECHECK_BACKEND'] = 'pure'
  const { checkSync } = await import('recheck')
  const patterns = await collectPatterns()
  expect(patterns.length).toBeGreaterThan(800)
  const faults: string[] = []
  for (const { place, source, flags } of patterns) {
    if (source in UNDECIDED) continue
    const tree = readPattern(source)
    if (!isOpen(tree)) {
      // Without open repeats the steps at each place have a bound: it must be a small one.
      const ways = waysOf(tree, MOST_WAYS)
      if (ways > MOST_WAYS) faults.push(`${place}: ${source}: ${ways} ways`)
      continue
    }
    const { status, complexity, error } = checkSync(source, flags.replace(/[dgvy]/g, ''), { checker: 'automaton', timeout: 10_000 }) as {
      status: string
      complexity?: { summary: string }
      error?: { kind: string }
    }
    if (status !== 'safe') faults.push(`${place}: ${source}: ${complexity?.summary ?? error?.kind}`)
  }
  expect(faults).toEqual([])
})

/** The least milliseconds of several runs. */
function timeOf(pattern: RegExp, text: string): number {
  return Math.min(
    ...Array.from({ length: 5 }, () => {
      const start = performance.now()
      for (const _ of text.matchAll(pattern));
      return performance.now() - start
    }),
  )
}

it.each(Object.entries(UNDECIDED))('measures what cannot be proved: %s', async (source, { worst }) => {
  expect((await collectPatterns()).map((pattern) => pattern.source)).toContain(source)
  const pattern = new RegExp(source, 'gs')
  for (const text of worst) {
    const [once, twice] = [timeOf(pattern, text(200_000)), timeOf(pattern, text(400_000))]
    // Four times as long would be its square; below some milliseconds nothing can be told.
    expect(twice).toBeLessThan(Math.max(30, once * 3.2))
  }
})

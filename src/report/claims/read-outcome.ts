import type { NumberToken } from './read-numbers.ts'
import type { Sentence } from './split-sentences.ts'

const outcomes: readonly (readonly [string, RegExp, RegExp])[] = [
  [
    'maintained',
    /(?:结果|复议|予以|决定|被|均|原判)?维持(?:原行政行为|原具体行政行为|原判|原决定)?(?:的)?(?:有|为|共)?$/,
    /^(?:案件)?(?:结果|被|均|予以|获)?维持/,
  ],
  ['corrected', /(?:结果)?纠正(?:的)?(?:有|为|共)?$/, /^(?:案件)?(?:结果|被|均|予以)?(?:纠正|撤销|确认违法|责令)/],
  [
    'pending',
    /(?:尚未|未|尚在|正在)(?:审结|审理|办结|结案|审理中)(?:的)?(?:有|为|共)?$/,
    /^(?:案件)?(?:尚未|未|正在|尚在)(?:审结|审理|结案|办理)/,
  ],
  ['other', /其[他它]结果(?:的)?(?:有|为|共)?$/, /^(?:为|是)?其[他它]结果/],
  ['withdrawn', /(?:撤回|撤诉|终止|和解)(?:的)?(?:有|为|共)?$/, /^(?:案件)?(?:主动|被|申请人|原告)?(?:撤回|撤诉|终止)/],
]

/**
 * The result of a reconsideration or lawsuit that a number counts, as `outcome/<group>/<result>`; null where it is none.
 * The group is the one named last before the number.
 */
export function readOutcome(sentence: Sentence, number: NumberToken, left: string, right: string): string | null {
  const before = sentence.text.slice(0, number.start)
  const context = /复议|诉讼|应诉/.test(before) ? before : /复议|诉讼/.test(sentence.before) ? sentence.before + before : null
  if (!context) return null
  const found = outcomes.find(([, atLeft]) => atLeft.test(left)) ?? outcomes.find(([, , atRight]) => atRight.test(right))
  if (!found) return null
  return `outcome/${groupOf(context)}/${found[0]}`
}

function groupOf(context: string): string {
  const places: readonly (readonly [string, number])[] = [
    ['litigation_after_reconsideration', lastIndex(context, /复议后(?:又)?(?:提起)?(?:行政)?(?:诉讼|起诉)/g)],
    ['litigation_direct', lastIndex(context, /未经复议(?:直接)?(?:提起)?(?:行政)?(?:诉讼|起诉)/g)],
    ['litigation', lastIndex(context, /行政诉讼|应诉|诉讼/g)],
    ['reconsideration', lastIndex(context, /行政复议|复议(?!后|直接)/g)],
  ]
  const last = Math.max(...places.map(([, at]) => at))
  return places.find(([, at]) => at >= last - 6 && at >= 0)?.[0] ?? 'reconsideration'
}

function lastIndex(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1
}

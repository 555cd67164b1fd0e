import { z } from 'zod'
import { readNumber, writeNumber } from '../../language/chinese-numerals.ts'
import type { Passage } from '../../model/annual-report.ts'
import type { Outcome } from '../../model/outcome.ts'
import { maskDigits } from '../mask-digits.ts'
import { partName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { bodyOfPart } from '../text-lines.ts'

type Level = '（一）' | '1.' | '（1）' | '一是' | '①'
interface Mark {
  readonly level: Level
  readonly number: number
  readonly text: string
  readonly start: number
  readonly passage: Passage
}
interface Run {
  last: Mark
  starts: number
}

const circled = '①②③④⑤⑥⑦⑧⑨⑩'
const below: Record<Level, readonly Level[]> = {
  '（一）': ['1.', '（1）', '一是', '①'],
  '1.': ['（1）', '一是', '①'],
  '（1）': ['一是', '①'],
  一是: ['①'],
  '①': [],
}
const marks =
  /(^|[。；;：:\n])([\s\u3000]*)(?:([（(])([一二三四五六七八九十]{1,3})[)）]|(\d{1,2})[、.．](?![\d\s]{0,2}\d)|[（(](\d{1,2})[)）])|(^|[。；;：:，,、\s])([一二三四五六七八九十]{1,2})是|([①-⑩])/gu

/** Numbers at every level follow each other: （一）（二）, 1. 2., （1）（2）, 一是 二是, ① ②. Each new block starts again at one. */
export const numberingSequence = definePredicate({
  name: 'numbering-sequence',
  options: z.strictObject({ parts: z.array(z.number().int().min(0).max(7)).min(1) }),
  evidence: ['part', 'before', 'found', 'wanted', 'problem'],
  run: ({ report }, { parts }) => {
    const outcomes: Outcome[] = []
    for (const part of parts) {
      let runs = new Map<Level, Run>()
      const heads = new Set(report.sections.filter((section) => section.part === null).map((section) => section.span.anchor))
      const body = bodyOfPart(report, part)
      for (const passage of body) {
        if (heads.has(passage.anchor)) runs = new Map()
        for (const mark of marksIn(passage)) {
          const problem = follow(runs, mark)
          if (problem && !standsBetween(body, problem.before, mark)) outcomes.push(fail(part, problem, mark))
          for (const level of below[mark.level]) runs.delete(level)
        }
      }
    }
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

function marksIn(passage: Passage): Mark[] {
  return [...passage.text.slice(0, 20_000).matchAll(marks)].map((match): Mark => {
    const [, lead = '', space = '', , chinese, digit, bracket, lead2 = '', item, circle] = match
    const text = match[0].slice(lead.length + space.length + lead2.length)
    const level: Level = chinese ? '（一）' : digit ? '1.' : bracket ? '（1）' : item ? '一是' : '①'
    const number = circle ? circled.indexOf(circle) + 1 : (readNumber(chinese ?? digit ?? bracket ?? item ?? '') ?? 0)
    return { level, number, text, start: match.index + match[0].length - text.length, passage }
  })
}

function follow(runs: Map<Level, Run>, mark: Mark): { before: Mark; kind: 'gap' | 'repeat' | 'back' } | null {
  const run = runs.get(mark.level)
  if (!run || mark.number === 1) {
    runs.set(mark.level, { last: mark, starts: (run?.starts ?? 0) + 1 })
    return null
  }
  const before = run.last
  run.last = mark
  // A run that did not begin at one before our eyes (its first item may be in a heading) is only followed upwards.
  if (mark.number === before.number + 1) return null
  // 一是 within 一是: an inner list; nothing sure can be said of the outer one.
  if (mark.level === '一是' && run.starts > 1) return null
  if (mark.number === before.number)
    return mark.level === '一是' && before.passage === mark.passage && before.text === mark.text && mark.start === before.start
      ? null
      : { before, kind: 'repeat' }
  return { before, kind: mark.number > before.number ? 'gap' : 'back' }
}

/** The number said to be missing is there, run into the text before it by the conversion. */
function standsBetween(body: readonly Passage[], before: Mark, mark: Mark): boolean {
  if (mark.number <= before.number + 1) return false
  const passages = body.slice(body.indexOf(before.passage), body.indexOf(mark.passage) + 1)
  const text = passages
    .map((passage) =>
      passage === before.passage && passage === mark.passage
        ? passage.text.slice(before.start + 1, mark.start)
        : passage === before.passage
          ? passage.text.slice(before.start + 1)
          : passage === mark.passage
            ? passage.text.slice(0, mark.start)
            : passage.text,
    )
    .join('')
  const next = before.number + 1
  const chinese = writeNumber(next) ?? ''
  const forms: Record<Level, string> = {
    '（一）': `(?<!第)[（(]\\s?${chinese}\\s?[)）]`,
    '1.': `(?<![\\d.])${next}\\s?[.、．]`,
    '（1）': `[（(]${next}[)）]`,
    一是: `${chinese}(?:是|要|、)|其${chinese}|第${chinese}`,
    '①': circled[next - 1] ?? '',
  }
  return new RegExp(forms[mark.level]).test(text)
}

function fail(part: number, { before, kind }: { before: Mark; kind: 'gap' | 'repeat' | 'back' }, mark: Mark): Outcome {
  const wanted = write(mark.level, before.number + 1, mark.text)
  const missing = Array.from(
    { length: Math.min(3, mark.number - before.number - 1) },
    (_, index) => `“${write(mark.level, before.number + 1 + index, mark.text)}”`,
  ).join('、')
  return {
    kind: 'fail',
    subject: `numbering/${part}/${mark.level}/${before.number}-${mark.number}`,
    evidence: {
      part: partName(part as 1),
      before: before.text,
      found: mark.text,
      wanted,
      problem: kind === 'gap' ? `缺${missing}` : kind === 'repeat' ? '重复了' : '顺序倒了',
    },
    places: [
      placeOfSpan(before.passage, maskDigits(before.passage.text).slice(before.start, before.start + 24)),
      placeOfSpan(
        mark.passage,
        maskDigits(mark.passage.text).slice(mark.start, mark.start + 24),
        mark.start,
        mark.start + mark.text.length,
      ),
    ],
  }
}

function write(level: Level, number: number, like: string): string {
  const chinese = writeNumber(number)
  if (level === '①') return circled[number - 1] ?? ''
  return like.replace(/[一二三四五六七八九十]{1,3}|\d{1,2}/, level === '（一）' || level === '一是' ? (chinese ?? '') : String(number))
}

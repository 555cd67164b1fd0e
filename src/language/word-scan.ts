import { countWork } from './count-work.ts'
/** A known word of a text, with what it means. */
export interface ScannedWord<Meaning> {
  readonly start: number
  readonly end: number
  readonly meaning: Meaning
}

/** Finds the known words of a text from left to right, the longest at each place. Linear in the length of the text. */
export type WordScanner<Meaning> = (text: string) => ScannedWord<Meaning>[]

interface Node<Meaning> {
  readonly next: Map<string, Node<Meaning>>
  meaning?: Meaning
}

const MOST_FORMS = 2000
const ANY_DIGIT = '#'

/**
 * Every form that a word written with choices stands for: `(甲|乙)` is one of them, `?` makes the character or choice in
 * front of it optional, `#` is any digit.
 * @throws RangeError for an unclosed choice or for more than 2000 forms
 */
export function expandWord(source: string): string[] {
  const [forms, rest] = expandChoice([...source], 0)
  if (rest < source.length) throw new RangeError(`unopened choice in ${source}`)
  return [...new Set(forms)].filter((form) => form !== '')
}

function expandChoice(chars: readonly string[], from: number): [string[], number] {
  const all: string[] = []
  let forms = ['']
  let at = from
  for (; at < chars.length && chars[at] !== ')'; at++) {
    if (chars[at] === '|') {
      all.push(...forms)
      forms = ['']
      continue
    }
    let piece = [chars[at] ?? '']
    if (chars[at] === '(') {
      ;[piece, at] = expandChoice(chars, at + 1)
      if (chars[at] !== ')') throw new RangeError(`unclosed choice in ${chars.join('')}`)
    }
    if (chars[at + 1] === '?') {
      piece = [...piece, '']
      at++
    }
    forms = forms.flatMap((form) => piece.map((more) => form + more))
    if (forms.length > MOST_FORMS) throw new RangeError(`more than ${MOST_FORMS} forms of ${chars.join('')}`)
  }
  return [[...all, ...forms], at]
}

/**
 * @param words words as `expandWord` reads them, each with its meaning
 * @throws RangeError where one form is given two meanings
 */
export function compileWords<Meaning>(words: Iterable<readonly [string, Meaning]>): WordScanner<Meaning> {
  const root: Node<Meaning> = { next: new Map() }
  for (const [source, meaning] of words)
    for (const form of expandWord(source)) {
      let node = root
      for (const char of form) {
        const next = node.next.get(char) ?? { next: new Map() }
        node.next.set(char, next)
        node = next
      }
      if (node.meaning !== undefined && node.meaning !== meaning) throw new RangeError(`two meanings of ${form}`)
      node.meaning = meaning
    }
  return (text) => scan(root, text)
}

function scan<Meaning>(root: Node<Meaning>, text: string): ScannedWord<Meaning>[] {
  const found: ScannedWord<Meaning>[] = []
  let start = 0
  countWork(text.length)
  while (start < text.length) {
    if (!goesOn(root, text[start]!)) {
      start++
      continue
    }
    const longest = longestFrom(root, text, start, start)
    if (longest) found.push(longest)
    start = longest?.end ?? start + 1
  }
  return found
}

/** Whether a word goes on with this character; at most places none begins. */
const goesOn = <Meaning>({ next }: Node<Meaning>, char: string): boolean => next.has(char) || (isDigit(char) && next.has(ANY_DIGIT))

const isDigit = (char: string): boolean => char >= '0' && char <= '9'

/** The longest word that began at `start` and goes on at `at`. A digit goes on as any digit and, before that, as itself. */
function longestFrom<Meaning>(node: Node<Meaning>, text: string, start: number, at: number): ScannedWord<Meaning> | null {
  const { next, meaning } = node
  let best: ScannedWord<Meaning> | null = meaning === undefined ? null : { start, end: at, meaning }
  const char = text[at] ?? ''
  if (isDigit(char)) best = longer(best, next.get(ANY_DIGIT), text, start, at + 1)
  return longer(best, next.get(char), text, start, at + 1)
}

/** The longer of a word and what a branch leads to; that of the branch where they are as long. */
function longer<Meaning>(
  best: ScannedWord<Meaning> | null,
  branch: Node<Meaning> | undefined,
  text: string,
  start: number,
  at: number,
): ScannedWord<Meaning> | null {
  const found = branch ? longestFrom(branch, text, start, at) : null
  return found && (!best || found.end >= best.end) ? found : best
}

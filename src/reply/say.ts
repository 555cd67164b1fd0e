import { Liquid, type Template } from 'liquidjs'
import { AppError } from '../model/app-error.ts'
import { DocumentFormat } from '../model/document.ts'
import type { ReplySpan } from '../model/reply.ts'
import { escapeMarkup, parseMarkup, plainText } from './markup.ts'
import { fillPlainSentence, type PlainSentence, readPlainSentence } from './plain-sentence.ts'

export type Values = Readonly<Record<string, unknown>>

export interface Words {
  /** The sentence in our markup (src/reply/markup.ts), every value escaped for it. */
  say(key: string, values?: Values): string
  spans(key: string, values?: Values): ReplySpan[]
  /** Without marks, for labels, titles and notification lines. */
  plain(key: string, values?: Values): string
  has(key: string): boolean
  keys(): string[]
  /** Names of the values that a sentence needs; `formats`, which every sentence has, is none of them. */
  variables(key: string): string[]
}

/** A file of sentences: its name without ending, and what the YAML holds (keys may nest). */
export interface WordFile {
  readonly name: string
  readonly content: unknown
}

/**
 * Makes the bot's sentences out of prompts-templates. The key of a sentence is `<file>.<key>`. A missing key, a
 * missing value and an unknown filter are faults, never an empty place in a sentence.
 * @param isSound whether all have been parsed before: then each is parsed when it is first said
 * @throws AppError bad-setting naming the file and key that does not parse
 */
export function createWords(files: readonly WordFile[], { isSound = false } = {}): Words {
  const engine = createEngine()
  const texts = new Map(files.flatMap(({ name, content }) => [...flatten(content, name)]))
  const templates = new Map<string, Template[] | string>()
  const plains = new Map<string, PlainSentence | null>()
  const read = (key: string, text: string): Template[] | string => {
    const template = templates.get(key) ?? parseSentence(engine, key, text)
    templates.set(key, template)
    return template
  }
  if (!isSound) for (const [key, text] of texts) read(key, text)
  const find = (key: string): Template[] | string => {
    const text = texts.get(key)
    if (text === undefined) throw new AppError('internal', `prompts-templates has no ${key}`)
    return read(key, text)
  }
  const plainOf = (key: string): PlainSentence | null => {
    const known = plains.get(key)
    if (known !== undefined) return known
    const plain = readPlainSentence(texts.get(key) ?? '')
    plains.set(key, plain)
    return plain
  }
  const say = (key: string, values: Values = {}): string => {
    const template = find(key)
    if (typeof template === 'string') return template.trim()
    const plain = plainOf(key)
    const filled = plain && fillPlainSentence(plain, values)
    if (filled !== null) return filled.trim()
    try {
      return String(engine.renderSync(template, { ...values })).trim()
    } catch (error) {
      // The message of Liquid names variables, never their values.
      throw new AppError('internal', `prompts-templates: ${key}: ${error instanceof Error ? error.message : 'fails'}`)
    }
  }
  const spans = (key: string, values?: Values) => parseMarkup(say(key, values))
  return {
    say,
    spans,
    plain: (key, values) => plainText(spans(key, values)),
    has: (key) => texts.has(key),
    keys: () => [...texts.keys()],
    variables: (key) => {
      const template = find(key)
      return typeof template === 'string' ? [] : engine.globalVariablesSync(template).filter((name) => !Object.hasOwn(GLOBALS, name))
    },
  }
}

function parseSentence(engine: Liquid, key: string, text: string): Template[] | string {
  try {
    // Most have nothing to fill in: not worth parsing.
    return /\{[{%]/.test(text) ? engine.parse(text) : text
  } catch (error) {
    throw new AppError('bad-setting', `prompts-templates: ${key}: ${error instanceof Error ? error.message : 'does not parse'}`)
  }
}

/** Values that every sentence may use. */
const GLOBALS: Values = { formats: DocumentFormat.options }

function createEngine(): Liquid {
  const engine = new Liquid({
    globals: GLOBALS,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    ownPropertyOnly: true,
    jsTruthy: true,
    outputEscape: escapeMarkup,
    // Else asked of Intl, which takes as long as parsing all sentences.
    locale: 'zh-CN',
    parseLimit: 1e5,
    // By the clock on the wall: a busy machine may leave a process waiting for seconds in the middle of a sentence.
    renderLimit: 60_000,
    memoryLimit: 1e7,
    // No partials: a template cannot name a file.
    templates: {},
  })
  engine.registerFilter('draft', { raw: true, handler: (value: unknown) => `⟦${escapeMarkup(value)}⟧` })
  return engine
}

function* flatten(content: unknown, prefix: string): Generator<[string, string]> {
  if (typeof content === 'string') yield [prefix, content]
  else if (typeof content === 'object' && content !== null && !Array.isArray(content))
    for (const [key, value] of Object.entries(content)) yield* flatten(value, `${prefix}.${key}`)
  else if (content !== null && content !== undefined) throw new AppError('bad-setting', `prompts-templates: ${prefix} is no text`)
}

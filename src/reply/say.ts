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
  const templates = new Map<string, Sentence>()
  const read = (key: string, text: string): Sentence => {
    const template = templates.get(key) ?? parseSentence(engine, key, text)
    templates.set(key, template)
    return template
  }
  if (!isSound) for (const [key, text] of texts) read(key, text)
  const find = (key: string): Sentence => {
    const text = texts.get(key)
    if (text === undefined) throw new AppError('internal', `prompts-templates has no ${key}`)
    return read(key, text)
  }
  const say = (key: string, values: Values = {}): string => {
    const { plain, template } = find(key)
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
      const { template } = find(key)
      return template.length === 0 ? [] : engine.globalVariablesSync(template).filter((name) => !Object.hasOwn(GLOBALS, name))
    },
  }
}

/** A sentence as Liquid has it, and as it is filled in where it holds nothing but words and names of values. */
interface Sentence {
  readonly plain: PlainSentence | null
  /** Nothing where it has nothing to fill in, as most: not worth parsing. */
  readonly template: Template[]
}

function parseSentence(engine: Liquid, key: string, text: string): Sentence {
  try {
    return { plain: readPlainSentence(text), template: /\{[{%]/.test(text) ? engine.parse(text) : [] }
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

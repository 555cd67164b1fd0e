import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor, type Node } from 'oxc-parser'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../src/host/load-catalogue.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { readSources, type Source } from '../support/parse-source.ts'

const ROOT = join(import.meta.dirname, '../../src')
const sources = readSources(ROOT)
const keys = loadWords('prompts-templates').keys()
const rules = loadCatalogue('rules').rules
const says = new Set(rules.flatMap((rule) => Object.keys(rule.says)))

/** The files whose sentences are all said by codes. */
const CODED = ['unknown', 'place', 'finding', 'audit']
/** Calls whose first argument is a code, and the file of its sentence. */
const HELPERS: Readonly<Record<string, string>> = { unknown: 'unknown', placeName: 'place' }

/** Codes of a file of src/: literals, and templates as patterns. */
interface Codes {
  readonly where: string
  readonly code: RegExp
  /** The file of prompts-templates, or none: then the code is a rule's own or a whole key. */
  readonly area?: string | undefined
}

const codesOf = ({ file, text }: Source): Codes[] => {
  const codes: Codes[] = []
  const add = (node: Node | undefined | null, area?: string): void => {
    const code = node && patternOf(node)
    if (code) codes.push({ where: `${file}: ${text.slice(node.start, node.end)}`, code, area })
    else if (node?.type === 'ConditionalExpression') [node.consequent, node.alternate].forEach((each) => add(each, area))
  }
  new Visitor({
    Property: ({ key, value }) => {
      if (key.type === 'Identifier' && key.name === 'code' && !isOfZod(value)) add(value)
      if (key.type === 'Identifier' && key.name === 'say') add(value, 'audit')
    },
    CallExpression: ({ callee, arguments: [first] }) => {
      const area = callee.type === 'Identifier' ? HELPERS[callee.name] : undefined
      if (area) add(first, area)
    },
  }).visit(parseSync(file, text).program)
  return codes
}

/** zod's own codes of issues. */
const isOfZod = (node: Node): boolean => node.type === 'Literal' && node.value === 'custom'

/** A literal as it stands; a template with anything in place of its expressions. */
function patternOf(node: Node): RegExp | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return wordsWith([node.value])
  return node.type === 'TemplateLiteral' ? wordsWith(node.quasis.map(({ value }) => value.cooked ?? '')) : null
}

const wordsWith = (pieces: readonly string[]): RegExp =>
  RegExp(`^${pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('[\\w-]+')}$`)

const given = sources.filter(({ file }) => /^(?:predicates|check)\//.test(file)).flatMap(codesOf)

describe('the sentence of a code', () => {
  it('exists for every code of a predicate, the check and the audit', () => {
    const isSaid = ({ code, area }: Codes): boolean =>
      area
        ? keys.some((key) => key.startsWith(`${area}.`) && code.test(nameOf(key)))
        : [...says, ...keys, ...keys.filter((key) => key.startsWith('unknown.')).map(nameOf)].some((key) => code.test(key))
    expect(given.length).toBeGreaterThan(100)
    expect(given.filter((code) => !isSaid(code)).map(({ where }) => where)).toEqual([])
  })

  it('is used by the program', () => {
    const texts = new Set(sources.flatMap(({ literals }) => literals))
    const patterns = sources.flatMap(templatesIn)
    const isUsed = (key: string): boolean => [key, nameOf(key)].some((name) => texts.has(name) || patterns.some((each) => each.test(name)))
    expect(keys.filter((key) => CODED.includes(key.slice(0, key.indexOf('.'))) && !isUsed(key))).toEqual([])
  })

  it('exists for every reason to refuse a pattern', () => {
    const text = readFileSync(join(ROOT, 'language/pattern.ts'), 'utf8')
    const problems = [...(/type PatternProblem =([^]+?)\n\n/.exec(text)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map((match) => match[1])
    expect(problems).toHaveLength(8)
    expect(problems.filter((problem) => !keys.includes(`audit.pattern-${problem}`))).toEqual([])
  })
})

const nameOf = (key: string): string => key.slice(key.indexOf('.') + 1)

/** Templates that begin with words and a hyphen, `cells-${why}`, with anything in place of their expressions. */
function templatesIn({ file, text }: Source): RegExp[] {
  const found: RegExp[] = []
  new Visitor({
    TemplateLiteral: ({ quasis }) => {
      const pieces = quasis.map(({ value }) => value.cooked ?? '')
      if (pieces.length > 1 && /^(?:[a-z]+\.)?[a-z]+-/.test(pieces[0] ?? '')) found.push(wordsWith(pieces))
    },
  }).visit(parseSync(file, text).program)
  return found
}

import { z } from 'zod'

/** Named word lists: written `{name}` in patterns. */
export type Parts = Readonly<Record<string, readonly string[]>>

const PART = /\{(\p{L}[\p{L}\d-]*)\}/gu
const MAX_REPEAT = 80

/**
 * Alternatives as one regular expression source, with every `{name}` replaced by that part's alternatives.
 * @param lines alternatives, each a regular expression
 * @throws PatternError for an unknown part or a part that contains itself
 */
export const expandParts = (lines: readonly string[], parts: Parts, within: readonly string[] = []): string =>
  lines.join('|').replace(PART, (_, name: string) => {
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (!part?.length) throw new PatternError('unknown-part', name)
    if (within.includes(name)) throw new PatternError('circular-part', name)
    return `(?:${expandParts(part, parts, [...within, name])})`
  })

/** Why a pattern is refused. The sentence for a person is `audit.pattern-<problem>` in prompts-templates. */
export type PatternProblem = 'unknown-part' | 'circular-part' | 'nested-repeat' | 'open-repeat' | 'long-repeat' | 'empty-choice' | 'syntax'

export class PatternError extends Error {
  readonly problem: PatternProblem
  readonly detail: string

  constructor(problem: PatternProblem, detail: string) {
    super(`${problem}: ${detail}`)
    this.problem = problem
    this.detail = detail
  }
}

const NESTED = /\([^()]*(?:[+*]|\{\d+,)[^()]*\)(?:[+*]|\{)/
const OPEN = /(?<!\\)(?:[+*]|\{\d+,\})/
const EMPTY_CHOICE = /(?:^|[|(])(?:\||\)|$)/

/**
 * The guard for every pattern that stands in a data file: only bounded repeats (at most 80) and none inside another, so
 * that the time a text takes grows with its length alone.
 * @param source an expanded regular expression
 */
export function problemOf(source: string): { readonly problem: PatternProblem; readonly detail: string } | null {
  const plain = source.replace(/\[(?:\\.|[^\]\\])*\]/g, '.').replace(/\\[^pPk]/g, 'x')
  if (NESTED.test(plain)) return { problem: 'nested-repeat', detail: source }
  if (OPEN.test(plain)) return { problem: 'open-repeat', detail: source }
  const long = [...plain.matchAll(/\{(?:\d+,)?(\d+)\}/g)].some((match) => Number(match[1]) > MAX_REPEAT)
  if (long) return { problem: 'long-repeat', detail: source }
  if (EMPTY_CHOICE.test(plain)) return { problem: 'empty-choice', detail: source }
  try {
    RegExp(source, 'u')
    return null
  } catch (error) {
    return { problem: 'syntax', detail: error instanceof Error ? error.message : source }
  }
}

/**
 * Expands, checks and compiles a pattern.
 * @throws PatternError for what `problemOf` refuses
 */
export function compilePattern(lines: string | readonly string[], parts: Parts = {}, flags = 'u'): RegExp {
  const source = expandParts(typeof lines === 'string' ? [lines] : lines, parts)
  const found = problemOf(source)
  if (found) throw new PatternError(found.problem, found.detail)
  return new RegExp(source, flags)
}

/** A pattern in a data file: one regular expression, or a list of alternatives. */
export const PatternSource = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])
export type PatternSource = z.infer<typeof PatternSource>

/** Why a pattern is refused: the `params` of a schema's issue. */
export const PatternIssue = z.object({ problem: z.string(), source: z.string(), detail: z.string() })

/**
 * The guard as part of a schema: what it refuses is an issue at `path`.
 * @param parts word lists that the pattern may use; null where they stand in another file
 */
export function guardPattern(lines: PatternSource, parts: Parts | null, path: (string | number)[], context: z.RefinementCtx): void {
  const sources = [lines].flat()
  const refuse = (problem: PatternProblem, detail: string): void =>
    context.addIssue({ code: 'custom', path, message: problem, params: { problem, source: sources.join('|'), detail } })
  try {
    const found = problemOf(parts ? expandParts(sources, parts) : sources.join('|').replace(PART, 'x'))
    if (found) refuse(found.problem, found.detail)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    refuse(error.problem, error.detail)
  }
}

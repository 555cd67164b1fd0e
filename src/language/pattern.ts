import { z } from 'zod'
import { readPattern, type PatternNode } from './pattern-tree.ts'
import { waysOf } from './pattern-ways.ts'

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
export type PatternProblem =
  | 'unknown-part'
  | 'circular-part'
  | 'nested-repeat'
  | 'many-ways'
  | 'open-repeat'
  | 'long-repeat'
  | 'empty-choice'
  | 'syntax'

export class PatternError extends Error {
  readonly problem: PatternProblem
  readonly detail: string

  constructor(problem: PatternProblem, detail: string) {
    super(`${problem}: ${detail}`)
    this.problem = problem
    this.detail = detail
  }
}

/** More ways to try a place of a text take longer than a person waits, over the longest report there may be. */
const MOST_WAYS = 4_000

/**
 * The guard for every pattern that stands in a data file: only bounded repeats (at most 80), none inside another, and
 * not several beside each other that may share out the same characters, so that the time a text takes grows with its
 * length alone.
 * @param source an expanded regular expression
 */
export function problemOf(source: string): Refusal | null {
  const known = judged.get(source)
  if (known !== undefined) return known
  const problem = judge(source)
  judged.set(source, problem)
  return problem
}

interface Refusal {
  readonly problem: PatternProblem
  readonly detail: string
}

/** A pattern is judged where its file is read, and again where it is compiled. */
const judged = new Map<string, Refusal | null>()

function judge(source: string): Refusal | null {
  try {
    RegExp(source, 'u')
  } catch (error) {
    return { problem: 'syntax', detail: error instanceof Error ? error.message : source }
  }
  const tree = readPattern(source)
  const problem = shapeProblem(tree, false)
  if (problem) return { problem, detail: source }
  const ways = waysOf(tree, MOST_WAYS)
  return ways > MOST_WAYS ? { problem: ways === Infinity ? 'nested-repeat' : 'many-ways', detail: source } : null
}

/** @param repeated the node stands within a repeat */
function shapeProblem(node: PatternNode, repeated: boolean): PatternProblem | null {
  switch (node.kind) {
    case 'repeat':
      if (node.most === Infinity) return repeated ? 'nested-repeat' : (shapeProblem(node.inner, true) ?? 'open-repeat')
      if (node.most > MAX_REPEAT) return 'long-repeat'
      return node.most > 1 && holdsRepeat(node.inner) ? 'nested-repeat' : shapeProblem(node.inner, repeated || node.most > 1)
    case 'look':
      return shapeProblem(node.inner, repeated)
    case 'row':
      return first(node.items, (item) => shapeProblem(item, repeated))
    case 'choice':
      return node.ways.some((way) => way.kind === 'row' && way.items.length === 0)
        ? 'empty-choice'
        : first(node.ways, (way) => shapeProblem(way, repeated))
    default:
      return null
  }
}

/** Whether a group has a repeat of several lengths right within it, other than of what may be left out. */
const holdsRepeat = (node: PatternNode): boolean =>
  node.kind === 'repeat'
    ? node.least !== node.most && node.most > 1
    : node.kind === 'row'
      ? node.items.some((item) => item.kind === 'repeat' && holdsRepeat(item))
      : node.kind === 'choice' && node.ways.some(holdsRepeat)

function first(nodes: readonly PatternNode[], problemOfNode: (node: PatternNode) => PatternProblem | null): PatternProblem | null {
  for (const node of nodes) {
    const problem = problemOfNode(node)
    if (problem) return problem
  }
  return null
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

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Document as YamlDocument } from 'yaml'
import type { z } from 'zod'
import { AppError } from '../model/app-error.ts'
import { Profile, Rule } from '../model/rule.ts'
import { readYaml, yamlLibrary } from './read-yaml.ts'

export interface Catalogue {
  readonly rules: readonly Rule[]
  readonly profiles: readonly Profile[]
}

/** A YAML file of a rules folder, and what stands in it. */
interface RuleFolderFile {
  readonly file: string
  /** Below the folder, with `/`: it names the file in errors. */
  readonly place: string
  /** `asked`: what people ask about the rule or topic beside it. */
  readonly kind: 'rule' | 'profile' | 'topic' | 'asked' | 'other'
}

/**
 * Reads every rule (rules/<group>/*.yaml) and profile (rules/profiles/*.yaml) of a folder.
 * @throws AppError `bad-rule-file` naming the file, the line and what is wrong with it
 */
export function loadCatalogue(folder: string): Catalogue {
  const files = yamlFiles(folder).filter(({ place }) => place.includes('/'))
  const of = (kind: RuleFolderFile['kind']): RuleFolderFile[] => files.filter((each) => each.kind === kind)
  const rules = of('rule').map(({ file, place }) => parseYamlFile(file, place, Rule))
  rules.sort((a, b) => a.id.localeCompare(b.id))
  return { rules, profiles: of('profile').map(({ file, place }) => parseYamlFile(file, place, Profile)) }
}

/** Reads the rules of any folder, sub-folders included: an office's own rules. */
export function loadRules(folder: string): Rule[] {
  return yamlFiles(folder)
    .filter(({ kind }) => kind === 'rule')
    .map(({ file, place }) => parseYamlFile(file, place, Rule))
}

/** Every YAML file of a folder in the order of their paths. */
export function yamlFiles(folder: string): RuleFolderFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => {
      const place = relative(folder, file).replaceAll('\\', '/')
      return { file, place, kind: kindOf(place) }
    })
}

function kindOf(place: string): RuleFolderFile['kind'] {
  if (/^(forms|lexicon|measures)\//.test(place)) return 'other'
  if (place.endsWith('.asked.yaml')) return 'asked'
  if (place.startsWith('topics/')) return 'topic'
  return place.startsWith('profiles/') ? 'profile' : 'rule'
}

/** Reads one YAML file against a schema; `place` names it in the error. */
export function parseYamlFile<Schema extends z.ZodType>(file: string, place: string, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(contentOf(file))
  return result.success ? result.data : explainFault(file, place, schema)
}

/** Undefined where it does not parse: explainFault says why. */
function contentOf(file: string): unknown {
  try {
    return readYaml(file)
  } catch {
    return undefined
  }
}

/** Parses once more, slowly, to say at which line what is wrong. */
function explainFault<Schema extends z.ZodType>(file: string, place: string, schema: Schema): z.output<Schema> {
  const { LineCounter, parseDocument } = yamlLibrary()
  const lines = new LineCounter()
  const parsed = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number | undefined): number => (offset === undefined ? 1 : lines.linePos(offset).line)
  const syntax = parsed.errors[0]
  if (syntax) throw badFile(place, lineAt(syntax.pos[0]), syntax.message)
  const result = schema.safeParse(parsed.toJS())
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol')
  const node = nearestNode(parsed, path)
  throw badFile(place, lineAt(node?.range?.[0]), [path.join('.'), issue?.message].filter(Boolean).join(': '))
}

function nearestNode(parsed: YamlDocument, path: readonly (string | number)[]): { range?: readonly number[] | null } | null {
  for (let length = path.length; length >= 0; length--) {
    const node = length ? parsed.getIn(path.slice(0, length), true) : parsed.contents
    if (node && typeof node === 'object' && 'range' in node) return node as { range?: readonly number[] | null }
  }
  return null
}

/** @param key of a sentence in prompts-templates that tells a person what is wrong */
export function badFile(place: string, line: number, problem: string, key = 'cli.bad-rule-file'): AppError {
  return new AppError('bad-rule-file', `${place}:${line}: ${problem}`, { key, with: { file: place, line, problem } })
}

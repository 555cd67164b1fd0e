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

/**
 * Reads every rule (rules/<group>/*.yaml) and profile (rules/profiles/*.yaml) of a folder.
 * @throws AppError `bad-rule-file` naming the file, the line and what is wrong with it
 */
export function loadCatalogue(folder: string): Catalogue {
  const rules: Rule[] = []
  const profiles: Profile[] = []
  for (const file of yamlFiles(folder)) {
    const place = relative(folder, file).replaceAll('\\', '/')
    if (/^(forms|topics|questions|lexicon)\//.test(place) || !place.includes('/')) continue
    if (place.startsWith('profiles/')) profiles.push(parseYamlFile(file, place, Profile))
    else rules.push(parseYamlFile(file, place, Rule))
  }
  rules.sort((a, b) => a.id.localeCompare(b.id))
  return { rules, profiles }
}

/** Reads the rules of any folder, sub-folders included: an office's own rules. */
export function loadRules(folder: string): Rule[] {
  return yamlFiles(folder).map((file) => parseYamlFile(file, relative(folder, file), Rule))
}

/** Every YAML file of a folder, sub-folders included, in order of name. */
export function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** Reads one YAML file against a schema; `place` names it in the error. */
export function parseYamlFile<Schema extends z.ZodType>(file: string, place: string, schema: Schema): z.output<Schema> {
  const result = schema.safeParse(contentOf(file))
  return result.success ? result.data : explainFault(file, place, schema)
}

/** Undefined if it does not parse: explainFault says why. */
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

function badFile(place: string, line: number, problem: string): AppError {
  return new AppError('bad-rule-file', `${place}:${line}: ${problem}`, { key: 'cli.bad-rule-file', with: { file: place, line, problem } })
}

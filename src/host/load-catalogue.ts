import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Document as YamlDocument } from 'yaml'
import { z } from 'zod'
import { PatternIssue } from '../language/pattern.ts'
import { AppError } from '../model/app-error.ts'
import { Profile, Rule } from '../model/rule.ts'
import { readYaml, yamlLibrary } from './read-yaml.ts'

/** The file that each rule was read from. */
export type RuleFiles = ReadonlyMap<Rule, Pick<RuleFolderFile, 'file' | 'place'>>

export interface Catalogue {
  readonly rules: readonly Rule[]
  readonly profiles: readonly Profile[]
  readonly files: RuleFiles
}

/** A YAML file of a rules folder, and what stands in it. */
interface RuleFolderFile {
  readonly file: string
  /** Below the folder, with `/`: it names the file in errors. */
  readonly place: string
  /** `asked`: what people ask about the rule or topic beside it. */
  readonly kind: 'rule' | 'profile' | 'topic' | 'law' | 'asked' | 'other'
}

/**
 * Reads every rule (rules/<group>/*.yaml) and profile (rules/profiles/*.yaml) of a folder.
 * @throws AppError `bad-rule-file` naming the file, the line and what is wrong with it
 */
export function loadCatalogue(folder: string): Catalogue {
  const all = yamlFiles(folder).filter(({ place }) => place.includes('/'))
  const files = rulesOf(all)
  return { rules: [...files.keys()].toSorted((a, b) => a.id.localeCompare(b.id)), profiles: profilesOf(all), files }
}

/**
 * Reads the profiles of an office's own folder (profiles/*.yaml).
 * @param rules ids of all rules: a profile that names another would do nothing, unseen
 * @throws AppError bad-rule-file
 */
export const loadProfiles = (folder: string, rules: ReadonlySet<string>): Profile[] => profilesOf(yamlFiles(folder), rules)

function profilesOf(files: readonly RuleFolderFile[], rules?: ReadonlySet<string>): Profile[] {
  const read = new Map<string, Profile>()
  for (const { file, place, kind } of files) {
    if (kind !== 'profile') continue
    const profile = parseYamlFile(file, place, Profile)
    if (read.has(profile.id)) throw badFile(place, lineOf(file, ['id']), profile.id, 'cli.profile-twice')
    const { off, severity, consolidating } = profile
    const named: [string[], string][] = [
      ...off.map((id, index): [string[], string] => [['off', String(index)], id]),
      ...Object.keys(severity).map((id): [string[], string] => [['severity', id], id]),
      ...(consolidating?.rules ?? []).map((id): [string[], string] => [['consolidating', 'rules'], id]),
    ]
    const unknown = named.find(([, id]) => rules && !rules.has(id))
    if (unknown) throw badFile(place, lineOf(file, unknown[0]), unknown[1], 'cli.profile-rule')
    read.set(profile.id, profile)
  }
  return [...read.values()]
}

/** Reads the rules of any folder, sub-folders included: an office's own rules. */
export const loadRules = (folder: string): RuleFiles => rulesOf(yamlFiles(folder))

const rulesOf = (files: readonly RuleFolderFile[]): RuleFiles =>
  new Map(files.filter(({ kind }) => kind === 'rule').map((each) => [parseYamlFile(each.file, each.place, Rule), each]))

/** Every YAML file of a folder in the order of their paths. @throws AppError bad-rule-file where a folder in it may not be read */
export const yamlFiles = (folder: string): RuleFolderFile[] =>
  listAll(folder)
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => {
      const place = relative(folder, file).replaceAll('\\', '/')
      return { file, place, kind: kindOf(place) }
    })

function listAll(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
  } catch (error) {
    throw unreadable((error as NodeJS.ErrnoException).path ?? folder, error)
  }
}

function kindOf(place: string): RuleFolderFile['kind'] {
  if (/^(forms|lexicon|measures)\//.test(place)) return 'other'
  if (place.endsWith('.asked.yaml')) return 'asked'
  if (place.startsWith('topics/')) return 'topic'
  if (place.startsWith('law/')) return 'law'
  return place.startsWith('profiles/') ? 'profile' : 'rule'
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
  const { parsed, lineAt } = parseWithLines(file)
  const syntax = parsed.errors[0]
  if (syntax) throw badFile(place, lineAt(syntax.pos[0]), syntax.message, 'cli.bad-yaml')
  const result = schema.safeParse(valueOf(parsed, place), { error: z.locales.zhCN().localeError })
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = [
    ...(issue?.path ?? []).filter((part) => typeof part !== 'symbol'),
    ...(issue && 'keys' in issue ? issue.keys.slice(0, 1) : []),
  ]
  const refused = issue?.code === 'custom' ? PatternIssue.safeParse(issue.params) : undefined
  if (refused?.success) {
    const at = `${place}:${lineOf(file, path)}`
    const say = { key: `audit.pattern-${refused.data.problem}`, with: { option: `${at} ${path.join('.')}`, ...refused.data } }
    throw new AppError('bad-rule-file', `${at}: ${path.join('.')}: ${refused.data.problem}`, say)
  }
  throw badFile(place, lineOf(file, path), [path.join('.'), issue?.message].filter(Boolean).join('：'))
}

/** Names that stand for nothing, or for too much, come to light only here. */
function valueOf(parsed: YamlDocument, place: string): unknown {
  try {
    return parsed.toJS()
  } catch (error) {
    throw badFile(place, 1, error instanceof Error ? error.message : '', 'cli.bad-yaml')
  }
}

/** The line of a YAML file at which the entry at `path` begins, or the nearest entry around it. */
export function lineOf(file: string, path: readonly (string | number)[]): number {
  const { isMap, isNode } = yamlLibrary()
  const { parsed, lineAt } = parseWithLines(file)
  for (let length = path.length; length > 0; length--) {
    const around: unknown = length > 1 ? parsed.getIn(path.slice(0, length - 1), true) : parsed.contents
    const pair = isMap(around) ? around.items.find(({ key }) => String(key) === String(path[length - 1])) : undefined
    const node = pair?.key ?? parsed.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lineAt(node.range[0])
  }
  return 1
}

function parseWithLines(file: string): { readonly parsed: YamlDocument; readonly lineAt: (offset: number | undefined) => number } {
  const { LineCounter, parseDocument } = yamlLibrary()
  const lines = new LineCounter()
  const parsed = parseDocument(readText(file), { lineCounter: lines, prettyErrors: false })
  return { parsed, lineAt: (offset) => (offset === undefined ? 1 : lines.linePos(offset).line) }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw unreadable(file, error)
  }
}

const unreadable = (file: string, error: unknown): AppError =>
  new AppError('bad-rule-file', `${file}: ${(error as NodeJS.ErrnoException).code ?? 'unreadable'}`, {
    key: 'cli.closed-rule-file',
    with: { file },
  })

/** @param key of a sentence in prompts-templates that tells a person what is wrong */
export const badFile = (place: string, line: number, problem: string, key = 'cli.bad-rule-file'): AppError =>
  new AppError('bad-rule-file', `${place}:${line}: ${problem}`, { key, with: { file: place, line, problem } })

import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { acceptedEndings, endingOf } from '../extract/file-kinds.ts'
import { companionsAmong, isLeftBehind } from '../extract/left-behind.ts'
import type { GivenFault } from './read-given.ts'

/** A file to be checked, or a folder in which there is none. */
export interface GatheredFile {
  readonly file: string
  readonly problem?: 'no-drafts' | GivenFault['word']
}

export interface Gathered {
  readonly files: readonly GatheredFile[]
  /** Folders that were given, ending with a slash: a file in one of them is named with its path. */
  readonly folders: readonly string[]
  /** Files in the folders that are no drafts: how many, by their ending. */
  readonly others: ReadonlyMap<string, number>
  /** Files in the folders that could be drafts, and are what the command writes to. */
  readonly written: readonly string[]
}

export interface GatherOptions {
  /** Whether pictures are recognised, and so are drafts. */
  readonly pictures: boolean
  /** What the command writes to is no draft, even if it lies in the folder. */
  readonly output?: string | undefined
}

/**
 * The files that were given, and in place of each folder the drafts in it, in the order of their paths. Passed over are
 * hidden files, leavings of systems and programs and what belongs to saved pages. Links are followed, each file and
 * folder once, and none out of the folder to one that holds it.
 */
export function gatherFiles(given: readonly string[], options: GatherOptions): Gathered {
  const others = new Map<string, number>()
  const folders: string[] = []
  const written: string[] = []
  const files = given.flatMap((path): GatheredFile[] => {
    if (!isFolder(path)) return [{ file: path }]
    const folder = slashed(path)
    folders.push(folder)
    return draftsIn(folder, options, { others, written })
  })
  return { files, folders, others, written }
}

function draftsIn(
  folder: string,
  { pictures, output }: GatherOptions,
  { others, written }: { readonly others: Map<string, number>; readonly written: string[] },
): GatheredFile[] {
  const { paths, closed } = walk(folder)
  const endings = new Set(acceptedEndings(pictures))
  const isCompanion = companionsAmong(paths)
  const target = output === undefined ? null : realPath(output)
  const drafts = paths.filter((path) => {
    if (isCompanion(path)) return false
    const ending = endingOf(path)
    if (target !== null && realPath(folder + path) === target) {
      if (endings.has(ending)) written.push(folder + path)
      return false
    }
    if (endings.has(ending)) return true
    others.set(ending, (others.get(ending) ?? 0) + 1)
    return false
  })
  const found = [
    ...drafts.map((path) => ({ file: folder + path })),
    ...closed.map((path) => ({ file: folder + path, problem: 'denied' as const })),
  ]
  return found.length > 0 ? found : [{ file: folder, problem: 'no-drafts' }]
}

/** Every file below a folder, as paths from there with slashes, in their order; `closed`: folders that may not be read. */
function walk(folder: string): { readonly paths: readonly string[]; readonly closed: readonly string[] } {
  const root = `${realPath(folder)}/`
  const seen = new Set<string>()
  const paths = new Map<string, string>()
  const closed: string[] = []
  // Folders still to be looked into, those that links lead to behind all others; not by calls within calls, which a deep tree would use up.
  const [waiting, linked, links]: [string[], string[], string[]] = [[''], [], []]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop() ?? linked.shift()) {
    const real = realPath(folder + at)
    if (real === null || seen.has(real) || (at !== '' && root.startsWith(slashed(real)))) continue
    seen.add(real)
    const entries = listOrNull(folder + at)
    if (!entries) closed.push(at)
    for (const entry of entries ?? []) {
      if (isLeftBehind(entry.name)) continue
      const path = at + entry.name
      const kind = kindOf(entry, folder + path)
      const link = entry.isSymbolicLink()
      if (kind === 'folder') (link ? linked : waiting).push(`${path}/`)
      else if (kind === 'file' && link) links.push(path)
      else if (kind === 'file') paths.set(slashed(real) + entry.name, path)
    }
  }
  for (const path of links) {
    const real = realPath(folder + path)
    if (real !== null && !paths.has(real)) paths.set(real, path)
  }
  return { paths: [...paths.values()].toSorted(), closed: closed.toSorted() }
}

const slashed = (folder: string): string => (folder.endsWith('/') ? folder : `${folder}/`)

/** Pipes, devices and links to nowhere are neither. */
function kindOf(entry: Dirent, path: string): 'file' | 'folder' | null {
  const target = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry
  return target?.isDirectory() ? 'folder' : target?.isFile() ? 'file' : null
}

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory()
  } catch {
    // What is wrong is said when it is read as a file.
    return false
  }
}

function listOrNull(folder: string): Dirent[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return null
  }
}

function realPath(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}

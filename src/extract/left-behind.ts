/** Names of a path that systems and programs leave beside people's files: they are passed over without a word. */
export function isLeftBehind(name: string): boolean {
  return name === '' || name.startsWith('.') || name.startsWith('~$') || LEAVINGS.has(name.toLowerCase())
}

const LEAVINGS: ReadonlySet<string> = new Set([
  '__macosx',
  'thumbs.db',
  'desktop.ini',
  '$recycle.bin',
  'system volume information',
  // What Office writes beside a saved page.
  'filelist.xml',
  'colorschememapping.xml',
  'themedata.thmx',
  'oledata.mso',
  'editdata.mso',
])

/** A saved page, and the folder in which a browser or Word puts what belongs to it. */
const PAGE = /^(.*)\.(?:html?|xhtml|mht)$/i
const COMPANIONS = /^(.*?)(?:_files|\.files|\.fld)\//i

/**
 * Tells of the files of saved pages: frames and pictures are no drafts.
 * @param paths with slashes, folders before names
 * @returns whether a path lies in the companion folder of a page that is among the paths
 */
export function companionsAmong(paths: readonly string[]): (path: string) => boolean {
  const pages = new Set(paths.flatMap((path) => PAGE.exec(path)?.[1]?.toLowerCase() ?? []))
  return (path) => {
    const folder = COMPANIONS.exec(path)?.[1]
    return folder !== undefined && pages.has(folder.toLowerCase())
  }
}

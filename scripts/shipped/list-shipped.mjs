import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A package of another author that is part of what is shipped.
 * @typedef {object} Shipped
 * @property {string} path its place, `node_modules/a/node_modules/b`
 * @property {string} name
 * @property {string} version
 * @property {string | undefined} licence as the lock file says it
 * @property {string | undefined} integrity
 * @property {boolean} bundled inside dist/, as against installed beside it
 * @property {boolean} optional the program runs without it
 * @property {readonly string[]} needs places of the shipped packages that it needs
 */

/** `node_modules/a/node_modules/@b/c/lib/d.js` → `node_modules/a/node_modules/@b/c`; null for a file of our own. */
export function packagePath(file) {
  const at = file.replaceAll('\\', '/').lastIndexOf('node_modules/')
  if (at < 0) return null
  const [scope, name] = file
    .slice(at + 'node_modules/'.length)
    .replaceAll('\\', '/')
    .split('/')
  return `${file.slice(0, at)}node_modules/${scope?.startsWith('@') ? `${scope}/${name}` : scope}`
}

/**
 * All packages of other authors that are shipped: those bundled into dist/, and those that `npm install` puts beside it,
 * with all that they need in turn. Peers that a package can do without are not installed, so they are not shipped.
 * @param {string} root the project's folder, with package-lock.json
 * @param {Iterable<string>} files what went into the bundles, paths from the root
 * @returns {Shipped[]} sorted by place
 * @throws Error if a package is not in the lock file
 */
export function listShipped(root, files) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const found = new Map()
  const add = (path, how) => {
    const before = found.get(path)
    found.set(path, { bundled: (before?.bundled ?? false) || how.bundled, optional: (before?.optional ?? true) && how.optional })
    return before === undefined || (before.optional && !how.optional)
  }
  const visit = (from) => {
    for (const { path, optional } of needsOf(packages, from))
      if (add(path, { bundled: false, optional: optional || (found.get(from)?.optional ?? false) })) visit(path)
  }
  visit('')
  for (const file of files) {
    const path = packagePath(file)
    if (path !== null) add(path, { bundled: true, optional: false })
  }
  return [...found.keys()].sort().map((path) => describe(packages, found, path))
}

function describe(packages, found, path) {
  const entry = packages[path]
  if (!entry) throw new Error(`${path} is not in package-lock.json`)
  return {
    path,
    name: entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version: entry.version,
    licence: entry.license,
    integrity: entry.integrity,
    ...found.get(path),
    needs: needsOf(packages, path)
      .map((need) => need.path)
      .filter((need) => found.has(need)),
  }
}

/** The packages that one needs, as npm places them; optional ones and peers only where they are in the lock file. */
function needsOf(packages, from) {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = packages[from] ?? {}
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional)
  const firm = [...Object.keys(dependencies), ...peers].filter((name) => !(name in optionalDependencies))
  return [
    ...firm.map((name) => ({ path: placeOf(packages, from, name), optional: false })),
    ...Object.keys(optionalDependencies).map((name) => ({ path: placeOf(packages, from, name), optional: true })),
  ].flatMap(({ path, optional }) => (path === null ? [] : [{ path, optional }]))
}

/** Node's way to find a package: in the nearest node_modules, then in those above. */
function placeOf(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder}${folder ? '/' : ''}node_modules/${name}`
    if (packages[path]) return path
    if (folder === '') return null
  }
}

/** Whether the package is on this machine: optional ones need not be. */
export const isInstalled = (root, { path }) => existsSync(join(root, path, 'package.json'))

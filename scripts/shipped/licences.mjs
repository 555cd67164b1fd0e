import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isInstalled } from './list-shipped.mjs'

/** What may be shipped: licences that ask for no more than their text, and those that bind only their own files (MPL-2.0). */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** Packages whose package.json is silent or wrong: what their text says, and why it is believed. Only for the version that was read. */
export const READ = new Map([
  [
    'sylvester@0.0.21',
    { licence: 'MIT', why: 'package.json has no licence field; LICENSE.txt is the text of MIT, © 2011 Chris Umbel, James Coglan' },
  ],
])

/** The work of others inside a package or in this repository that no package.json tells of. */
export const WITHIN = [
  {
    name: 'pdf.js',
    within: 'unpdf',
    licence: 'Apache-2.0',
    why: 'unpdf carries a build of Mozilla’s pdf.js',
    text: 'Copyright Mozilla Foundation. Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0',
  },
  { name: 'cmap-resources', within: 'assets/cmaps', licence: 'BSD-3-Clause', why: 'Adobe’s character maps', file: 'assets/cmaps/LICENSE' },
]

/**
 * @param {{ name: string, version: string | undefined, licence: string | undefined }} one
 * @returns {string | undefined} what its lock entry says, else what was read
 */
export const licenceOf = ({ name, version, licence }) => licence ?? READ.get(`${name}@${version}`)?.licence

/**
 * Whether a licence may be shipped: one of an `OR`, every one of an `AND`.
 * @param {string | undefined} expression SPDX: `MIT`, `(MIT OR GPL-3.0-or-later)`
 */
export function isAllowed(expression) {
  if (!expression) return false
  const inner = /^\(([^()]*)\)$/.exec(expression)?.[1] ?? expression
  if (/[()]/.test(inner)) return false
  return inner.split(' OR ').some((choice) => choice.split(' AND ').every((one) => ALLOWED.has(one.trim())))
}

/**
 * The licences of all that is shipped, as one text.
 * @param {string} root the project's folder
 * @param {readonly import('./list-shipped.mjs').Shipped[]} shipped
 * @throws Error naming each package whose licence is none of ALLOWED
 */
export function licenceText(root, shipped) {
  const refused = [...shipped.map((one) => [one.name, one.version, licenceOf(one)]), ...WITHIN.map((one) => [one.name, '', one.licence])]
    .filter(([, , licence]) => !isAllowed(licence))
    .map(([name, version, licence]) => `${name} ${version} (${licence ?? 'none said'})`)
  if (refused.length) throw new Error(`Not to be shipped, see scripts/shipped/licences.mjs: ${refused.join(', ')}`)
  const packages = shipped.map((one) => {
    const how = one.bundled ? 'in dist/' : one.optional ? 'installed beside it, optional' : 'installed beside it'
    return `${one.name} ${one.version} (${licenceOf(one)}), ${how}\n\n${packageText(root, one)}\n`
  })
  const within = WITHIN.map(
    ({ name, within, licence, why, text, file }) =>
      `${name} (${licence}), in ${within}: ${why}\n\n${(text ?? readFileSync(join(root, file), 'utf8')).trim()}\n`,
  )
  return [...packages, ...within].join(`\n${'-'.repeat(72)}\n\n`)
}

function packageText(root, one) {
  if (!isInstalled(root, one)) return 'Not installed on the machine that built this; its text comes with the package.'
  const folder = join(root, one.path)
  const texts = readdirSync(folder)
    .filter((entry) => /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i.test(entry) && !/\.(?:js|json|map)$/i.test(entry))
    .sort()
    .map((entry) => readFileSync(join(folder, entry), 'utf8').trim())
  const read = READ.get(`${one.name}@${one.version}`)
  return [...(read ? [read.why] : []), ...(texts.length ? texts : [withoutFile(folder, one)])].join('\n\n')
}

/** For a package that names its licence and brings no text: who made it. */
function withoutFile(folder, { name }) {
  const { author, homepage, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const who = (typeof author === 'string' ? author : author?.name) || `the authors of ${name}`
  const where = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? ''
  const readme = ['README.md', 'readme.md', 'Readme.md'].map((file) => join(folder, file)).find(existsSync)
  const said = readme && /^#+ *licen[cs]e\b[\s\S]*/im.exec(readFileSync(readme, 'utf8'))?.[0].trim()
  return [`Copyright ${who}. ${where}`.trim(), ...(said ? [said] : [])].join('\n\n')
}

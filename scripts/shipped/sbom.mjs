import { ComponentScope, ComponentType, HashAlgorithm } from '@cyclonedx/cyclonedx-library/Enums'
import { Bom, Component, LicenseExpression, NamedLicense, Property, SpdxLicense } from '@cyclonedx/cyclonedx-library/Models'
import { JSON as Json, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize'
import { Spec1dot6 } from '@cyclonedx/cyclonedx-library/Spec'
import { isSupportedSpdxId } from '@cyclonedx/cyclonedx-library/SPDX'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { licenceOf, READ, WITHIN } from './licences.mjs'

/**
 * The bill of materials of what is shipped, CycloneDX 1.6 as JSON (https://cyclonedx.org/docs/1.6/json/). It is the same for
 * the same package-lock.json and sources, apart from `metadata.timestamp`; its serial number comes from its content.
 * @param {string} root the project's folder
 * @param {readonly import('./list-shipped.mjs').Shipped[]} shipped
 * @param {Date} at
 * @returns {string}
 */
export function sbomText(root, shipped, at) {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const main = component(own.name, own.version, own.license, ComponentType.Application)
  const bom = new Bom()
  Object.assign(bom.metadata, { component: main, timestamp: at })
  bom.metadata.tools.components.add(
    component('cyclonedx-library', cyclonedxVersion(root), 'Apache-2.0', ComponentType.Library, '@cyclonedx'),
  )
  const made = new Map(shipped.map((one) => [one.path, packageComponent(one)]))
  for (const [path, one] of made) {
    bom.components.add(one)
    for (const need of shipped.find((entry) => entry.path === path).needs) one.dependencies.add(made.get(need).bomRef)
  }
  for (const one of shipped) if (isDirect(own, one)) main.dependencies.add(made.get(one.path).bomRef)
  for (const { name, within, licence, why } of WITHIN) {
    const inside = component(name, undefined, licence, ComponentType.Library)
    inside.properties.add(new Property('nianbao:within', `${within}: ${why}`))
    bom.components.add(inside)
    main.dependencies.add(inside.bomRef)
  }
  const text = serialise(bom)
  // A number of its own for each content, made as RFC 9562 makes version 8.
  const hash = createHash('sha256')
    .update(JSON.stringify({ ...JSON.parse(text), metadata: null }))
    .digest('hex')
  const variant = '89ab'[Number.parseInt(hash[16], 16) % 4]
  bom.serialNumber = `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`
  return serialise(bom)
}

const serialise = (bom) => new JsonSerializer(new Json.Normalize.Factory(Spec1dot6)).serialize(bom, { sortLists: true, space: 1 })

/** What the project itself asks for, at the top of node_modules. */
const isDirect = (own, { path, name }) =>
  path === `node_modules/${name}` && [own.dependencies, own.optionalDependencies, own.devDependencies].some((list) => list && name in list)

function packageComponent(one) {
  const [group, name] = one.name.startsWith('@') ? one.name.split('/') : [undefined, one.name]
  const made = component(name, one.version, licenceOf(one), ComponentType.Library, group)
  made.scope = one.optional ? ComponentScope.Optional : ComponentScope.Required
  made.bomRef.value = one.path
  made.purl = `pkg:npm/${group ? `${encodeURIComponent(group)}/` : ''}${name}@${one.version}`
  const [algorithm, digest] = (one.integrity ?? '').split('-')
  if (algorithm === 'sha512') made.hashes.set(HashAlgorithm['SHA-512'], Buffer.from(digest, 'base64').toString('hex'))
  made.properties.add(new Property('nianbao:shipped', one.bundled ? 'bundled' : 'installed'))
  made.properties.add(new Property('cdx:npm:package:path', one.path))
  const read = READ.get(`${one.name}@${one.version}`)
  if (read) made.properties.add(new Property('nianbao:licence-read', read.why))
  return made
}

function component(name, version, licence, type, group) {
  const made = new Component(type, name, { group, version, bomRef: [group, name, version].filter(Boolean).join('/') })
  if (licence)
    made.licenses.add(
      isSupportedSpdxId(licence)
        ? new SpdxLicense(licence)
        : / (?:OR|AND) /.test(licence)
          ? new LicenseExpression(licence)
          : new NamedLicense(licence),
    )
  return made
}

const cyclonedxVersion = (root) =>
  JSON.parse(readFileSync(join(root, 'node_modules/@cyclonedx/cyclonedx-library/package.json'), 'utf8')).version

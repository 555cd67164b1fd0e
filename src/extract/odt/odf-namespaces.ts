import type { Prefixes } from '../xml-names.ts'

const odf = (name: string) => [`urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`]

/** The namespaces of OpenDocument that the reader tells apart. */
export const ODF_NAMESPACES: Prefixes = {
  office: odf('office'),
  text: odf('text'),
  table: odf('table'),
  style: odf('style'),
  draw: odf('drawing'),
  meta: odf('meta'),
  manifest: odf('manifest'),
  dc: ['http://purl.org/dc/elements/1.1/'],
}

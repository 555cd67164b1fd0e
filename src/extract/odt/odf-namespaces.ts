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
  form: odf('form'),
  manifest: odf('manifest'),
  math: ['http://www.w3.org/1998/Math/MathML'],
  field: ['urn:openoffice:names:experimental:ooxml-odf-interop:xmlns:field:1.0'],
  loext: ['urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0'],
  dc: ['http://purl.org/dc/elements/1.1/'],
}

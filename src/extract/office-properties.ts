import type { DocumentBuilder } from './document-builder.ts'
import type { Limits } from './limits.ts'
import type { Package } from './open-package.ts'
import { scanXml } from './scan-xml.ts'

const AUTHORS = /(^|:)(creator|lastModifiedBy)$/
const PROPERTIES = /(^|:)(title|subject|description|keywords|category|contentStatus|Company|Manager)$/

/** Adds the authors and properties of an Office Open XML file (ECMA-376 part 2, 11). */
export function addOfficeProperties(parts: Package, limits: Limits, builder: DocumentBuilder): void {
  for (const part of ['docProps/core.xml', 'docProps/app.xml']) {
    const xml = parts.text(part)
    if (xml !== undefined) addPropertiesOf(xml, limits, builder)
  }
}

function addPropertiesOf(xml: string, limits: Limits, builder: DocumentBuilder): void {
  let text = ''
  const close = (name: string) => {
    if (AUTHORS.test(name)) builder.author(text)
    else if (PROPERTIES.test(name)) builder.property(text)
    text = ''
  }
  scanXml(xml, {}, { close, text: (piece) => (text += piece) }, limits)
}

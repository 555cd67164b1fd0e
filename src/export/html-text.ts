type Attributes = Readonly<Record<string, string | number | undefined>>

/** Words of a draft as HTML shows them: literal. */
export const htmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

/** An element with HTML inside; attributes that are undefined are left out. */
export function htmlElement(name: string, attributes: Attributes, ...inner: readonly string[]): string {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${htmlText(String(value))}"`]))
  return `<${name}${given.join('')}>${inner.join('')}</${name}>`
}

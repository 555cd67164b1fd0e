const MAX_CELL = 32_000

/**
 * Words of a draft for a spreadsheet's cell: what a spreadsheet (or a CSV made from it) would take for a formula gets
 * an apostrophe in front; plain numbers, also negative ones, stay.
 */
export function safeCellText(text: string): string {
  const clean = text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .slice(0, MAX_CELL)
  if (!/^\s*[=+\-@＝＋－＠|%]/.test(clean) || /^[+-]?\d[\d,]*(\.\d+)?%?$|^-+$/.test(clean.trim())) return clean
  return `'${clean}`
}

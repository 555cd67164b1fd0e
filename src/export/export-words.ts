/**
 * Says the sentence with that key of prompts-templates/zh-CN/export.yaml, in plain text; whoever writes it into
 * XML, Markdown or a sheet escapes the whole. A host makes it of the house's sentences:
 * `(key, values) => words.plain('export.' + key, values)`.
 */
export type ExportWords = (key: string, values?: Readonly<Record<string, unknown>>) => string

/**
 * Says the sentence with that key of prompts-templates/zh-CN/export.yaml, in plain text. The caller escapes the whole
 * for XML, Markdown or a sheet. A host makes it from all sentences:
 * `(key, values) => words.plain('export.' + key, values)`.
 */
export type ExportWords = (key: string, values?: Readonly<Record<string, unknown>>) => string

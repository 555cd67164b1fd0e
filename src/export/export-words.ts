import { Liquid } from 'liquidjs'
import { z } from 'zod'
import { AppError } from '../model/app-error.ts'

/**
 * Says the sentence with that key of prompts-templates/<language>/export.yaml, in plain text. The values are put in
 * literally; whoever writes them into XML, Markdown or a sheet escapes the whole.
 */
export type ExportWords = (key: string, values?: Readonly<Record<string, unknown>>) => string

const Source = z.record(z.string(), z.string())

/**
 * @param source the parsed export.yaml: key to Liquid template
 * @throws AppError bad-setting where it is not one, or a template does not parse
 */
export function buildExportWords(source: unknown): ExportWords {
  const parsed = Source.safeParse(source)
  if (!parsed.success) throw new AppError('bad-setting', 'export.yaml is not a list of templates')
  const engine = new Liquid({ strictFilters: true, jsTruthy: true })
  const templates = new Map(
    Object.entries(parsed.data).map(([key, text]) => {
      try {
        return [key, engine.parse(text)] as const
      } catch {
        throw new AppError('bad-setting', `export.yaml: ${key} is not a Liquid template`)
      }
    }),
  )
  return (key, values = {}) => {
    const template = templates.get(key)
    if (!template) throw new AppError('internal', `export.yaml has no ${key}`)
    return String(engine.renderSync(template, { ...values })).trim()
  }
}

import { readFile, writeFile } from 'node:fs/promises'
import { formOfYear } from '../form/forms.ts'
import { blankFigures } from '../export/blank-figures.ts'
import type { ExportWords } from '../export/export-words.ts'
import { fillReport } from '../export/fill-report.ts'
import { AppError } from '../model/app-error.ts'
import { carryOver } from './carry-over.ts'
import { type CommandContext, EXIT } from './command-context.ts'
import { optionsOrNull } from './read-options.ts'
import { TEMPLATE_OPTIONS, yearOf } from './template-command.ts'

const OPTIONS = { ...TEMPLATE_OPTIONS, blank: { type: 'string' } } as const

/**
 * `nianbao fill data.xlsx --agency 单位 --year 2026 [-o OUT.docx]`: a report with tables two to four filled from a
 * spreadsheet and the totals computed; `nianbao fill --blank data.xlsx --year 2026 [--last-year FILE]` writes the
 * empty spreadsheet, with last year's carry-over in its row.
 * @returns the exit code: 0 written (notes say what does not balance), 1 not written, 2 wrong use
 */
export async function runFill(args: readonly string[], context: CommandContext): Promise<number> {
  const { words, reference, print, complain } = context
  const say: ExportWords = (key, values) => words.plain(`export.${key}`, values)
  const stop = (code: number, line: string) => {
    complain(line)
    return code
  }
  const { values: given, positionals: [source] = [] } = optionsOrNull({ args: [...args], options: OPTIONS, allowPositionals: true }) ?? {}
  if (!given?.year) return stop(EXIT.usage, say('fill.usage'))
  const year = yearOf(given.year)
  if (year === null) return stop(EXIT.usage, say('template.year', { given: given.year }))
  const form = formOfYear(reference.forms, year)
  if (given.blank !== undefined) {
    const carried = given['last-year'] === undefined ? undefined : await carryOver(given['last-year'], year, context, say)
    await writeFile(given.blank, await blankFigures(form, say, carried))
    print(say('fill.blank-made', { file: given.blank, year }))
    return EXIT.done
  }
  if (!source || !given.agency) return stop(EXIT.usage, say('fill.usage'))
  const spreadsheet = await readFile(source).catch(() => null)
  if (!spreadsheet) return stop(EXIT.failed, say('fill.not-found', { file: source }))
  const filled = await fillReport({ spreadsheet: new Uint8Array(spreadsheet), agency: given.agency, year, form }, say).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'unreadable') return null
      throw error
    },
  )
  if (!filled) return stop(EXIT.failed, say('fill.not-xlsx', { file: source }))
  if (!filled.bytes) {
    complain(say('fill.errors', { count: filled.errors.length }))
    for (const line of filled.errors) complain(`  ${line}`)
    return EXIT.failed
  }
  const file = given.output ?? `${say('report.title', { agency: given.agency, year }).replace(/[/\\:*?"<>|]/g, '_')}.docx`
  await writeFile(file, filled.bytes)
  print(say('fill.made', { file, count: filled.count, computed: filled.computed }))
  for (const line of filled.notes) print(`  ${line}`)
  return EXIT.done
}

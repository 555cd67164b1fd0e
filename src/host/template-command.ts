import { blankReport } from '../export/blank-report.ts'
import type { ExportWords } from '../export/export-words.ts'
import { AppError } from '../model/app-error.ts'
import type { CellKey } from '../model/annual-report.ts'
import { formOfYear } from '../form/forms.ts'
import { carriedTotal, carryOver } from './carry-over.ts'
import { type CommandContext, EXIT } from './command-context.ts'
import { refuseOutput, writeOutput } from './output-file.ts'
import { optionsOrFault } from './read-options.ts'
import { sayFault } from './say-fault.ts'

export const TEMPLATE_OPTIONS = {
  agency: { type: 'string' },
  year: { type: 'string' },
  'last-year': { type: 'string' },
  output: { type: 'string', short: 'o' },
} as const

/**
 * `nianbao template --agency 单位 --year 2026 [--last-year FILE] [-o OUT.docx]`: writes a blank report in the
 * prescribed format, with last year's carry-over in its row where it can be read with certainty.
 * @returns the exit code: 0 written, 2 wrong use
 * @throws AppError where a file cannot be read or written
 */
export async function runTemplate(args: readonly string[], context: CommandContext): Promise<number> {
  const { words, reference, print, complain } = context
  const say: ExportWords = (key, values) => words.plain(`export.${key}`, values)
  const given = optionsOrFault({ args: [...args], options: TEMPLATE_OPTIONS })
  if (given instanceof AppError) return fail(complain, sayFault(given, words))
  const options = given.values
  if (!options.agency || !options.year) return fail(complain, say('template.usage'))
  const year = yearOf(options.year)
  if (year === null) return fail(complain, say('template.year', { given: options.year }))
  const form = formOfYear(reference.forms, year)
  const file = options.output ?? `${say('report.title', { agency: options.agency, year }).replace(/[/\\:*?"<>|]/g, '_')}.docx`
  refuseOutput(file)
  const carried =
    options['last-year'] === undefined ? new Map<CellKey, number>() : await carryOver(options['last-year'], year, context, say)
  await writeOutput(file, await blankReport({ agency: options.agency, year, form, figures: carried }, say))
  print(say('template.made', { file, year, document: form.document, carried: carriedTotal(form, carried) }))
  return EXIT.done
}

/** A report year that has a prescribed format. */
export function yearOf(text: string): number | null {
  const year = /^\d{4}$/.test(text) ? Number(text) : 0
  return year >= 2019 && year < 2100 ? year : null
}

function fail(complain: CommandContext['complain'], line: string): number {
  complain(line)
  return EXIT.usage
}

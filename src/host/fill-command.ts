import type { Form } from '../form/form.ts'
import { formOfYear } from '../form/forms.ts'
import { blankFigures } from '../export/blank-figures.ts'
import type { ExportWords } from '../export/export-words.ts'
import { fillReport } from '../export/fill-report.ts'
import { AppError } from '../model/app-error.ts'
import { carryOver } from './carry-over.ts'
import { type CommandContext, EXIT } from './command-context.ts'
import { refuseOutput, writeOutput } from './output-file.ts'
import { readGiven } from './read-given.ts'
import { optionsOrFault } from './read-options.ts'
import { sayFault } from './say-fault.ts'
import { TEMPLATE_OPTIONS, yearOf } from './template-command.ts'

const OPTIONS = { ...TEMPLATE_OPTIONS, blank: { type: 'string' } } as const

/**
 * `nianbao fill data.xlsx --agency 单位 --year 2026 [-o OUT.docx]`: a report with tables two to four filled from a
 * spreadsheet and the totals computed; `nianbao fill --blank data.xlsx --year 2026 [--last-year FILE]` writes the
 * empty spreadsheet, with last year's carry-over in its row.
 * @returns the exit code: 0 written (notes say what does not balance), 1 the spreadsheet has errors, 2 wrong use
 * @throws AppError where a file cannot be read or written
 */
export async function runFill(args: readonly string[], context: CommandContext): Promise<number> {
  const { words, reference, print, complain } = context
  const say: ExportWords = (key, values) => words.plain(`export.${key}`, values)
  const stop = (code: number, line: string) => {
    complain(line)
    return code
  }
  const options = optionsOrFault({ args: [...args], options: OPTIONS, allowPositionals: true })
  if (options instanceof AppError) return stop(EXIT.usage, sayFault(options, words))
  const { values: given, positionals } = options
  const [source, extra] = positionals
  if (extra !== undefined) return stop(EXIT.usage, words.plain('cli.extra-word', { given: extra }))
  if (!given.year) return stop(EXIT.usage, say('fill.usage'))
  const year = yearOf(given.year)
  if (year === null) return stop(EXIT.usage, say('template.year', { given: given.year }))
  const form = formOfYear(reference.forms, year)
  const to = { year, form, print, complain, say }
  if (given.blank !== undefined) {
    refuseOutput(given.blank)
    const carried = given['last-year'] === undefined ? undefined : await carryOver(given['last-year'], year, context, say)
    return writeBlank(given.blank, carried, to)
  }
  if (!source || !given.agency) return stop(EXIT.usage, say('fill.usage'))
  return writeFilled(source, given.agency, given.output, to)
}

interface Filling extends Pick<CommandContext, 'print' | 'complain'> {
  readonly year: number
  readonly form: Form
  readonly say: ExportWords
}

async function writeBlank(file: string, carried: Parameters<typeof blankFigures>[2], { year, form, print, say }: Filling): Promise<number> {
  await writeOutput(file, await blankFigures(form, say, carried))
  print(say('fill.blank-made', { file, year }))
  return EXIT.done
}

async function writeFilled(source: string, agency: string, output: string | undefined, filling: Filling): Promise<number> {
  const { year, form, print, complain, say } = filling
  const file = output ?? `${say('report.title', { agency, year }).replace(/[/\\:*?"<>|]/g, '_')}.docx`
  refuseOutput(file)
  const filled = await fillReport({ spreadsheet: await readGiven(source), agency, year, form }, say).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'unreadable') return null
    throw error
  })
  if (!filled) {
    complain(say('fill.not-xlsx', { file: source }))
    return EXIT.usage
  }
  if (!filled.bytes) {
    complain(say('fill.errors', { count: filled.errors.length }))
    for (const line of filled.errors) complain(`  ${line}`)
    return EXIT.failed
  }
  await writeOutput(file, filled.bytes)
  print(say('fill.made', { file, count: filled.count, computed: filled.computed }))
  for (const line of filled.notes) print(`  ${line}`)
  return EXIT.done
}

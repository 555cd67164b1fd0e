import { createExporters } from '../export/exporters.ts'
import type { Exporter } from '../model/ports/exporter.ts'
import type { Composed } from './compose-checker.ts'

/** The files that a checklist offers. */
export const composeExporters = ({ words, checker }: Pick<Composed, 'words' | 'checker'>): readonly Exporter[] =>
  createExporters({
    say: (key, values) => words.plain(`export.${key}`, values),
    now: () => new Date().toISOString(),
    reference: checker.reference,
  })

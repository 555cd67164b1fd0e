// Faults that a clerk could make, each planted alone in a report that is right. Written by people who knew the form and
// the law but neither the rules nor the program: `a.jsonl`, `b.jsonl`, a fault a line, over the reports beside them.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Edit = z.union([
  z.strictObject({ line: z.number().int().positive(), from: z.string(), to: z.string() }),
  z.strictObject({ line: z.number().int().positive(), drop: z.number().int().min(0), put: z.array(z.string()) }),
])
const Planted = z.strictObject({ base: z.string(), kind: z.string(), fault: z.string(), edits: z.array(Edit).min(1) })

/** A fault, the report that it stands in, and what is wrong in a sentence. */
export interface PlantedFault extends Pick<z.infer<typeof Planted>, 'base' | 'kind' | 'fault'> {
  readonly set: string
  readonly text: string
}

const folder = import.meta.dirname

/** The reports without a fault: Markdown by name. */
export const basesOfFaults = (): Map<string, string> =>
  new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .map((file) => [file.slice(0, -3), readFileSync(join(folder, file), 'utf8')]),
  )

/** @throws Error where an edit does not fit its report any more */
export function readFaults(): PlantedFault[] {
  const bases = basesOfFaults()
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .trim()
        .split('\n')
        .map((line) => {
          const { base, kind, fault, edits } = Planted.parse(JSON.parse(line))
          return { set: file.slice(0, -6), base, kind, fault, text: edited(bases.get(base) ?? '', edits) }
        }),
    )
}

function edited(text: string, edits: readonly z.infer<typeof Edit>[]): string {
  const lines = text.split('\n')
  for (const edit of edits.toReversed()) {
    const at = edit.line - 1
    if ('put' in edit) {
      lines.splice(at, edit.drop, ...edit.put)
      continue
    }
    const parts = (lines[at] ?? '').split(edit.from)
    if (parts.length !== 2) throw new Error(`line ${edit.line} does not hold “${edit.from}” once`)
    lines[at] = parts.join(edit.to)
  }
  return lines.join('\n')
}

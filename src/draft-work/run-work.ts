import type { DraftWorkKind, InputOf, OutputOf, PartOf } from '../model/ports/draft-reader.ts'
import { ALL_WORK } from './all-work.ts'
import type { Desk, DraftWork } from './work.ts'

/** Runs one kind of work at a desk. */
export async function runWork<Kind extends DraftWorkKind>(
  kind: Kind,
  input: InputOf<Kind>,
  desk: Desk,
  give: (part: PartOf<Kind>, oneByOne: boolean) => Promise<void>,
): Promise<OutputOf<Kind>> {
  const work: DraftWork<Kind> = ALL_WORK[kind]
  return work.run(input, desk, (part) => give(part, work.oneByOne === true))
}

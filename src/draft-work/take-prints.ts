import { withWork } from '../language/count-work.ts'
import { optionsOf } from '../model/rule.ts'
import { printsFor, TEXT_SHARED } from '../predicates/hierarchy/text-shared.ts'
import { openedOn } from './opened-draft.ts'
import type { DraftWork } from './work.ts'

/** The opened draft → hashes of its sentences and stretches; null where no rule compares them. */
export const takePrints: DraftWork<'take-prints'> = {
  kind: 'take-prints',
  run: (_input, desk) => {
    const check = desk.checker.rules.flatMap(({ checks }) => checks).find(({ predicate }) => predicate === TEXT_SHARED)
    return { status: 'taken', prints: check ? withWork(desk.steps, () => printsFor(openedOn(desk).report, optionsOf(check))) : null }
  },
}

import type { DraftWorkKind } from '../model/ports/draft-reader.ts'
import { checkOpened } from './check-draft.ts'
import { compareFigures } from './compare-figures.ts'
import { makeFile } from './make-file.ts'
import { markDraft } from './mark-draft.ts'
import { openDraft } from './open-draft.ts'
import { readFigures } from './read-figures.ts'
import { readList } from './read-list.ts'
import { reopenDraft } from './reopen-draft.ts'
import { takePrints } from './take-prints.ts'
import { tryRule } from './try-rule.ts'
import { unpackZip } from './unpack-zip.ts'
import type { DraftWork } from './work.ts'

type AllWork = { readonly [Kind in DraftWorkKind]: DraftWork<Kind> }

/** Every kind of work on drafts. */
export const ALL_WORK: AllWork = {
  open: openDraft,
  reopen: reopenDraft,
  unpack: unpackZip,
  check: checkOpened,
  'read-figures': readFigures,
  'take-prints': takePrints,
  'read-list': readList,
  'compare-figures': compareFigures,
  'try-rule': tryRule,
  'mark-draft': markDraft,
  'make-file': makeFile,
}

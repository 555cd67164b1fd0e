import { assignAgency, recheckDraft } from './assign-agency.ts'
import type { CommandHandler } from './office.ts'
import { remindByButton } from './remind-agency.ts'
import { askDigest } from './send-digest.ts'

/** Buttons about agencies; the others are in draft-commands.ts and question-commands.ts. */
export const agencyCommands: Readonly<Record<string, CommandHandler>> = {
  digest: askDigest,
  remind: remindByButton,
  assign: assignAgency,
  recheck: recheckDraft,
}

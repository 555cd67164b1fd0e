import type { types } from '@slack/bolt'
import { z } from 'zod'
import { AppError } from '../../model/app-error.ts'
import { LONGEST_REASON } from '../../office/waive-finding.ts'
import type { Words } from '../../reply/say.ts'
import { plainText } from './blocks/block-text.ts'
import type { ViewSubmission } from './slack-bodies.ts'
import { REASON_MODAL } from './sort-body.ts'

const FIELD = 'reason'

/** What the modal was opened for, carried through Slack and checked anew when it comes back. */
const Purpose = z.object({
  command: z.string(),
  value: z.string(),
  channel: z.string(),
  messageTs: z.string(),
  threadTs: z.string().optional(),
})
export type Purpose = z.infer<typeof Purpose>

/** The modal in which a person writes why. */
export const reasonModal = (purpose: Purpose, words: Words): types.ModalView => ({
  type: 'modal',
  callback_id: REASON_MODAL,
  private_metadata: JSON.stringify(purpose),
  title: plainText(words.plain('slack.reason.title'), 24),
  submit: plainText(words.plain('slack.reason.submit'), 24),
  close: plainText(words.plain('slack.reason.close'), 24),
  blocks: [
    { type: 'section', text: plainText(words.plain('slack.reason.lead'), 3000) },
    {
      type: 'input',
      block_id: FIELD,
      label: plainText(words.plain('slack.reason.label'), 2000),
      element: { type: 'plain_text_input', action_id: FIELD, multiline: true, min_length: 1, max_length: LONGEST_REASON },
    },
  ],
})

/** @throws AppError bad-request for metadata that is not ours */
export function readPurpose(body: ViewSubmission): Purpose {
  try {
    return Purpose.parse(JSON.parse(body.view.private_metadata))
  } catch {
    throw new AppError('bad-request', 'modal without its purpose', { key: 'errors.bad-command' })
  }
}

export const readReason = (body: ViewSubmission): string => body.view.state.values[FIELD]?.[FIELD]?.value?.trim() ?? ''

/** What keeps the modal open: shown under the field. */
export const reasonMissing = (words: Words): { response_action: 'errors'; errors: Record<string, string> } => ({
  response_action: 'errors',
  errors: { [FIELD]: words.plain('slack.reason.missing') },
})

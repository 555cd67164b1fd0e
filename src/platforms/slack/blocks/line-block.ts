import type { types } from '@slack/bolt'
import { plainText } from './block-types.ts'
import { visibleText } from './draw-spans.ts'
import { SLACK_LIMITS } from './slack-limits.ts'

/** A sentence as it is: not even `text` beside it is read as formatting where there are blocks. */
export const lineBlock = (text: string, most: number = SLACK_LIMITS.sectionText): types.SectionBlock => ({
  type: 'section',
  text: plainText(visibleText(text), most),
})

import { ANOTHER_AGENCY, HALF_SENTENCE } from './after-answer.ts'
import type { AnswerForm } from './answer-form.ts'
import { INSTRUCTION } from './instruction.ts'
import { ITEM, SEVERAL_ITEMS } from './items.ts'
import { ARTICLE, FEES, IMPLEMENTING } from './law.ts'
import { AGENCIES_OF_RULE, RULE_NUMBERS } from './rule-numbers.ts'
import { ENGLISH, OTHER_FILE, THANKS } from './small-talk.ts'
import { VERSION_BEFORE } from './version-before.ts'
import { TAKE_BACK, WAIVE_NAMED, WAIVE_SPOKEN } from './waive.ts'

/** All forms in the order in which they are tried: the first that fits answers. */
export const FORMS: readonly AnswerForm[] = [
  INSTRUCTION,
  TAKE_BACK,
  WAIVE_NAMED,
  WAIVE_SPOKEN,
  AGENCIES_OF_RULE,
  RULE_NUMBERS,
  FEES,
  IMPLEMENTING,
  ARTICLE,
  VERSION_BEFORE,
  SEVERAL_ITEMS,
  ITEM,
  ANOTHER_AGENCY,
  HALF_SENTENCE,
  OTHER_FILE,
  THANKS,
  ENGLISH,
]

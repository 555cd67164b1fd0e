import type { Answer } from '../answer.ts'
import type { Checklist } from '../checklist.ts'

export interface Question {
  readonly text: string
  /** The checklist that “第3条” speaks of, already found to be the asker's to read. */
  readonly checklist: Checklist | null
  readonly roles: readonly string[]
}

/** Finds an answer among the rules, the topics and the asker's own checklist. */
export interface Answerer {
  answer(question: Question): Promise<Answer> | Answer
}

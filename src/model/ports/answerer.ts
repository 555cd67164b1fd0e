import type { Answer } from '../answer.ts'
import type { Checklist } from '../checklist.ts'
import type { SupervisionView } from '../supervision-view.ts'

interface Question {
  readonly text: string
  readonly roles: readonly string[]
  /** The checklist that “第3条” speaks of, already found to be the asker's to read. */
  readonly checklist: Checklist | null
  /** The version before it, under the same condition. */
  readonly previous?: Checklist | null
  /** For “那怎么改”: what the answer just given here rested on. */
  readonly lastRoute?: readonly string[] | null
  /** How the asker's agencies stand, gathered only if the question is about them. */
  readonly supervision?: () => Promise<SupervisionView>
}

/** Finds an answer among the rules, the topics and the asker's own checklist. */
export interface Answerer {
  answer(question: Question): Promise<Answer> | Answer
}

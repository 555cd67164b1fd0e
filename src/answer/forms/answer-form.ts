import type { Answer } from '../../model/answer.ts'
import type { AnswerKit, AskContext } from '../answer-context.ts'
import type { Reading } from '../create-router.ts'
import type { QuestionForm } from '../read-question-form.ts'

/** A question with all that it is answered from. */
export interface Asking {
  readonly form: QuestionForm
  readonly kit: AnswerKit
  readonly context: AskContext
  /** What the question is likely about by its content. */
  readonly route: (question: string) => Reading
}

/** A kind of question that is told by its form, not by its content. */
export interface AnswerForm {
  readonly fits: (asking: Asking) => boolean
  readonly answer: (asking: Asking) => Answer
}

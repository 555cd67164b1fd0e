/** Sentences of prompts-templates as this room needs them: every value is escaped for the markup. */
export interface AnswerWords {
  say(key: string, values?: Readonly<Record<string, unknown>>): string
  plain(key: string, values?: Readonly<Record<string, unknown>>): string
}

import type { AppErrorSay } from '../../model/app-error.ts'
import type { Actor } from '../../model/ports/actor.ts'
import type { Opening, SpreadsheetFront } from '../../model/ports/draft-reader.ts'
import type { Draft } from '../../model/ports/draft-store.ts'
import type { Reply, ReplyAction } from '../../model/reply.ts'
import type { Words } from '../../reply/say.ts'
import { simpleReply } from '../../reply/simple-reply.ts'
import type { Office } from '../office.ts'
import { MEANINGS, type Meaning } from './meaning.ts'
import { tellMeaning, type Telling } from './tell-meaning.ts'

/** What is needed to tell spreadsheets apart. */
export type SpreadsheetParts = Pick<Office, 'words'> & { readonly checker: Pick<Office['checker'], 'reference'> }

/**
 * What an opened file is, if it is a spreadsheet and not surely a draft.
 * @returns null for a draft, for any other file, and for a spreadsheet that is too large and otherwise unknown
 */
export function tellOpening(opening: Opening, file: string, { checker: { reference }, words }: SpreadsheetParts): Telling | null {
  const front = frontOf(opening)
  if (!front) return null
  const telling = tellMeaning(front, file, { reference, words })
  if (telling.sure && telling.meanings[0] === 'tables') return null
  return opening.status === 'unreadable' && telling.meanings.length === 0 ? null : telling
}

/** Whether an opened file is one; whether it is a draft is another question. */
export const isSpreadsheet = (opening: Opening): boolean => frontOf(opening) !== undefined

function frontOf(opening: Opening): SpreadsheetFront | undefined {
  if (opening.status === 'read') return opening.front.spreadsheet
  return opening.sheets && { sheets: opening.sheets, parts: 0, hasTitle: false, tables: [] }
}

/** The sentence on a spreadsheet that was not checked, where nobody can press a button. */
export function sayTelling({ meanings, sure, heads }: Telling, file: string, words: Words): AppErrorSay {
  if (meanings.length === 0) return { key: 'spreadsheet.other', with: { file, heads } }
  // Each sentence says that it only seems so; what to do is the same.
  if (sure || (meanings.length === 1 && meanings[0] !== 'tables')) return { key: `spreadsheet.${meanings[0]}`, with: { file } }
  return { key: 'spreadsheet.unsure', with: { file, seems: namesOf(meanings, words) } }
}

/** Says what a spreadsheet seems to be, or asks, with buttons that go on with the file. */
export function tellingReply(words: Words, actor: Actor, { id, file }: Draft, { meanings, sure, heads }: Telling): Reply {
  if (meanings.length === 0) return simpleReply(words, 'spreadsheet.other', { file, heads, buttons: true }, choices(words, id, []))
  if (sure && meanings[0]) return meaningReply(words, { id, file }, meanings[0], { chosen: false, actor })
  return simpleReply(words, 'spreadsheet.ask', { file, seems: namesOf(meanings, words) }, choices(words, id, meanings))
}

/** The question alone: the person has said that it is not what it seemed to be. */
export const askReply = (words: Words, { id, file }: Pick<Draft, 'id' | 'file'>): Reply =>
  simpleReply(words, 'spreadsheet.ask', { file, seems: [] }, choices(words, id, []))

/** What can be done with a spreadsheet of that meaning. @param chosen by a person, who may choose anew */
export function meaningReply(words: Words, { id, file }: Pick<Draft, 'id' | 'file'>, meaning: Meaning, { chosen, actor }: Chosen): Reply {
  const imports = meaning === 'agencies' && actor.roles.includes('administrator')
  const compares = meaning === 'reference' && (actor.roles.includes('supervisor') || actor.roles.includes('administrator'))
  const key = imports || compares ? `spreadsheet.${meaning}-here` : `spreadsheet.${meaning}`
  const actions = [...(imports ? [importAction(words, id, 'try')] : []), ...(compares ? [referenceAction(words, id, 'try')] : [])]
  return simpleReply(words, key, { file, chosen }, [...actions, choice(words, id, 'ask')])
}

interface Chosen {
  /** Said by a person, not told from the file. */
  readonly chosen: boolean
  readonly actor: Actor
}

export const goneReply = (words: Words, { file }: Pick<Draft, 'file'>): Reply => simpleReply(words, 'spreadsheet.gone', { file })

/** A button that tells what a list of agencies would change, or imports it. */
export const importAction = (words: Words, draftId: string, step: 'try' | 'do'): ReplyAction => ({
  command: 'import-agencies',
  value: `${draftId}/${step}`,
  label: words.plain(`spreadsheet.import.${step}`),
  style: 'primary',
})

/** A button that tells what was understood of a list of figures, keeps it or takes it back. */
export const referenceAction = (words: Words, draftId: string, step: 'try' | 'do' | 'drop'): ReplyAction => ({
  command: 'reference',
  value: `${draftId}/${step}`,
  label: words.plain(`spreadsheet.reference-step.${step}`),
  style: step === 'drop' ? 'plain' : 'primary',
})

const namesOf = (meanings: readonly Meaning[], words: Words): string[] =>
  meanings.map((meaning) => words.plain(`spreadsheet.name.${meaning}`))

const choices = (words: Words, draftId: string, likely: readonly Meaning[]): ReplyAction[] =>
  MEANINGS.map((meaning) => choice(words, draftId, meaning, likely.includes(meaning) ? 'primary' : 'plain'))

/** A button that says what a spreadsheet is. */
export const choice = (words: Words, draftId: string, what: Meaning | 'ask', style: ReplyAction['style'] = 'plain'): ReplyAction => ({
  command: 'spreadsheet',
  value: `${draftId}/${what}`,
  label: words.plain(`spreadsheet.choose.${what}`),
  style,
})

import { groupBy } from '../../src/language/group-by.ts'
import { ACT_KINDS, ZIPPED, type Act, type ActKind, type Places } from './acts.ts'
import type { Kept } from './kept.ts'

/** Messages that one act leaves: by the person, and by the bot. */
const LEAVES: Readonly<Record<ActKind, readonly [number, number]>> = {
  draft: [1, 1],
  zip: [1, 1 + ZIPPED],
  question: [1, 1],
  export: [1, 1],
  compare: [1, 1],
  digest: [1, 1],
  blank: [0, 1],
}

/**
 * What is wrong after all acts were acknowledged and all work was waited for: lost, said twice, without a verdict, without a
 * row or a file, damaged. Empty if nothing is.
 */
export function judgeKept(kept: Kept, acts: readonly Act[], { conversations }: Places): string[] {
  const states = new Map(kept.drafts.map(({ id, state }) => [id, state]))
  const messages = new Map(kept.messages.map((message) => [message.id, message]))
  const unacknowledged = acts.filter(({ answer }) => answer === null)
  const lost = acts.flatMap((act) => lostOf(act, states, messages))
  const verdicts = kept.drafts
    .filter(({ state, conversation }) => state !== 'checked' && !(state === 'archive' && conversation === conversations.zip))
    .map(({ id, state }) => `draft ${id} is ${state}`)
  // A file whose making was interrupted too often is said so, and can be asked for again.
  const interrupted = new Set(kept.dead.filter(({ error }) => error === 'interrupted').map(({ of }) => of))
  const blamed = kept.dead
    .filter(({ error }) => error !== 'interrupted')
    .map(({ kind, error, of }) => `${kind} of ${of} was given up: ${error}`)
  const unsaid = kept.messages
    .filter(({ id, state }) => state !== 'done' && !interrupted.has(id))
    .map(({ id, state, text }) => `message ${id} is ${state}: ${text}`)
  const counts = ACT_KINDS.flatMap((kind) => countsOf(kind, kept, acts, conversations[kind]))
  return [
    ...unacknowledged.map(({ kind, number }) => `${kind} ${number} was never acknowledged`),
    ...lost,
    ...verdicts,
    ...unsaid,
    ...blamed,
    ...counts,
    ...versionsOf(kept),
    ...kept.unfinished.map((work) => `unfinished: ${work}`),
    ...kept.damage.map((damage) => `damage: ${JSON.stringify(damage)}`),
    ...kept.filesWithoutRow.map((file) => `file without a row: ${file}`),
    ...kept.rowsWithoutFile.map((file) => `row without a file: ${file}`),
  ]
}

/** What was acknowledged with an id that is not there. */
function lostOf({ kind, number, answer }: Act, states: ReadonlyMap<string, string>, messages: ReadonlyMap<string, unknown>): string[] {
  const { drafts = [], messageId } = (answer ?? {}) as { drafts?: { id: string; messageId: string }[]; messageId?: string }
  const gone = [
    ...drafts.filter(({ id, messageId }) => !states.has(id) || !messages.has(messageId)).map(({ id }) => id),
    ...(messageId !== undefined && !messages.has(messageId) ? [messageId] : []),
  ]
  return gone.map((id) => `${kind} ${number} was acknowledged as ${id} and is lost`)
}

/** The drafts of an agency and year are numbered from 1, each number once. */
function versionsOf({ drafts }: Kept): string[] {
  const series = groupBy(
    drafts.filter((draft) => draft.series !== null),
    (draft) => draft.series,
  )
  return [...series].flatMap(([name, some]) => {
    const versions = some.map(({ version }) => version ?? 0).toSorted((a, b) => a - b)
    return versions.every((version, index) => version === index + 1) ? [] : [`${name}: versions ${versions.join(', ')}`]
  })
}

/** Fewer messages than acts are lost, more are said twice. */
function countsOf(kind: ActKind, kept: Kept, acts: readonly Act[], conversation: string): string[] {
  const done = acts.filter((act) => act.kind === kind && act.answer !== null).length
  const there = kept.messages.filter((message) => message.conversation === conversation)
  return (['person', 'bot'] as const).flatMap((author, index) => {
    const expected = done * (LEAVES[kind][index] ?? 0)
    const found = there.filter((message) => message.author === author).length
    return found === expected ? [] : [`${kind}: ${found} messages by the ${author} instead of ${expected}`]
  })
}

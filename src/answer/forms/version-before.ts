import { type ChecklistItem, findingsOf } from '../../model/checklist.ts'
import { answerOf, nextOf } from '../answer-context.ts'
import { itemButton } from '../explain.ts'
import { resolveItem } from '../refer.ts'
import type { AnswerForm, Asking } from './answer-form.ts'

/** “上一稿的第2条还在吗”: what has become of an entry of the version before. */
export const VERSION_BEFORE: AnswerForm = {
  fits: ({ form, context }) => !!context.checklist && form.itemBefore !== null && form.itemBefore.position !== 0,
  answer: (asking) => {
    const { kit } = asking
    const { key, values, rule, now } = findBefore(asking)
    const next = [...(now ? [itemButton(now, kit)] : []), ...nextOf(kit, ['CHECKLIST/changed', 'CHECKLIST/remaining'])]
    const route = ['CHECKLIST/changed', ...(rule ? [rule] : [])]
    return answerOf('checklist', route, kit.words.say(key, values), next.slice(0, 3), now ? { item: now.number } : {})
  },
}

/** What is to be said of it: a sentence's key with its values, the entry's rule, and the entry as it stands now. */
function findBefore({ form, context: { checklist, previous } }: Asking): {
  readonly key: string
  readonly values?: Readonly<Record<string, unknown>>
  readonly rule?: string
  readonly now?: ChecklistItem | undefined
} {
  const reference = form.itemBefore
  if (!previous || !checklist || !reference)
    return { key: checklist?.version === 1 ? 'answer.checklist.first-draft' : 'answer.item.before-unknown' }
  const waivedThen = reference.among === null ? previous.waived.find(({ number }) => number === reference.position) : undefined
  const item =
    resolveItem(reference, previous, []) ??
    (waivedThen ? { number: reference.position, state: 'still' as const, finding: waivedThen.finding } : null)
  if (!item) return { key: 'answer.item.before-none', values: { number: reference.position, total: previous.items.length } }
  const { title, rule } = item.finding
  // An entry of several findings is still there while one of them is.
  const were = new Set(findingsOf(item).map(({ fingerprint }) => fingerprint))
  const now = checklist.items.find((one) => findingsOf(one).some(({ fingerprint }) => were.has(fingerprint)))
  const waived = checklist.waived.some(({ finding }) => were.has(finding.fingerprint))
  const key = now ? 'answer.item.before-still' : waived ? 'answer.item.before-waived' : 'answer.item.before-fixed'
  return { key, values: { before: item.number, title, rule, number: now?.number }, rule, now }
}

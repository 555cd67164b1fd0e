import type { Answer } from '../model/answer.ts'
import type { ChecklistItem } from '../model/checklist.ts'
import { type AnswerKit, type AskContext, nextOf } from './answer-context.ts'
import { itemButton } from './explain.ts'
import { findItemReference, resolveItem } from './refer.ts'

const BEFORE = /(?:上一?|前一?)(?:稿|版|次)(?:里|中)?的?(?=第|最后|必改|建议|提示)/

/** “上一稿的第2条还在吗”: what has become of an entry of the version before. Null where none such is asked for. */
export function answerBefore(bare: string, kit: AnswerKit, { checklist, previous }: AskContext): Answer | null {
  if (!checklist || !BEFORE.test(bare)) return null
  const reference = findItemReference(bare.replace(BEFORE, ''))
  if (!reference || reference.position === 0) return null
  const { words } = kit
  const answer = (text: string, rule: readonly string[] = [], now?: ChecklistItem): Answer => ({
    kind: 'checklist',
    route: ['CHECKLIST/changed', ...rule],
    text,
    basis: [],
    next: [...(now ? [itemButton(now, kit)] : []), ...nextOf(kit, ['CHECKLIST/changed', 'CHECKLIST/remaining'])].slice(0, 3),
    action: null,
  })
  if (!previous) return answer(words.say(checklist.version === 1 ? 'answer.checklist.first-draft' : 'answer.item.before-unknown'))
  const waivedThen = reference.among === null ? previous.waived.find(({ number }) => number === reference.position) : undefined
  const item = resolveItem(reference, previous, []) ?? (waivedThen ? { number: reference.position, finding: waivedThen.finding } : null)
  if (!item) return answer(words.say('answer.item.before-none', { number: reference.position, total: previous.items.length }))
  const { fingerprint, title, rule } = item.finding
  const values = { before: item.number, title, rule }
  const still = checklist.items.find(({ finding }) => finding.fingerprint === fingerprint)
  if (still)
    return { ...answer(words.say('answer.item.before-still', { ...values, number: still.number }), [rule], still), item: still.number }
  const waived = checklist.waived.some(({ finding }) => finding.fingerprint === fingerprint)
  return answer(words.say(waived ? 'answer.item.before-waived' : 'answer.item.before-fixed', values), [rule])
}

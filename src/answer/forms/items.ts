import type { ChecklistItem } from '../../model/checklist.ts'
import { answerItem, answerItems } from '../answer-checklist.ts'
import type { AnswerForm, Asking } from './answer-form.ts'

/** Entries explained at once. */
const AT_ONCE = 3

/** “第1条和第2条”. */
export const SEVERAL_ITEMS: AnswerForm = {
  fits: (asking) => asking.form.item !== null && itemsOf(asking).length > 1,
  answer: (asking) => answerItems(itemsOf(asking), asking.kit, asking.context),
}

function itemsOf({ form, context }: Asking): ChecklistItem[] {
  const items = [...new Set(form.items)].flatMap((number) => context.checklist?.items.find((item) => item.number === number) ?? [])
  return items.slice(0, AT_ONCE)
}

/** “第3条为什么不过”. */
export const ITEM: AnswerForm = {
  fits: ({ form, route }) => {
    const { item } = form
    if (!item) return false
    if (item.position > 0 && item.among === null && form.has('questions/item/table-place')) return false
    return !(form.has('questions/item/asks-to-do') && route(form.normal).matches[0]?.id.startsWith('OUT/'))
  },
  answer: ({ form, kit, context }) => answerItem(form.item ?? { among: null, position: 0 }, kit, context),
}

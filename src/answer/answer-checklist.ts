import type { Answer } from '../model/answer.ts'
import type { Checklist, ChecklistItem } from '../model/checklist.ts'
import { type AnswerKit, answerOf, type AskContext, basisOf, type Next, nextOf, topicOf } from './answer-context.ts'
import { explainItem, explainTopic, itemButton } from './explain.ts'
import type { Topic } from './knowledge.ts'
import { type ItemReference, resolveItem, spokenItem } from './refer.ts'

const SHOWN = 12

type Telling = (checklist: Checklist, kit: AnswerKit) => string[]

const TELLINGS: Readonly<Record<string, Telling>> = {
  'CHECKLIST/remaining': (checklist, kit) => [head(checklist, kit), ...list(checklist.items, kit, 'answer.checklist.none-left')],
  'CHECKLIST/errors': (checklist, kit) => {
    const errors = errorsOf(checklist)
    return tell('errors-head', errors, list(errors, kit), 'no-errors', kit)
  },
  'CHECKLIST/warnings': (checklist, kit) => {
    const rest = checklist.items.filter(({ finding }) => finding.severity !== 'error')
    return tell('warnings-head', rest, list(rest, kit), 'no-warnings', kit)
  },
  'CHECKLIST/changed': tellChanges,
  'CHECKLIST/unknown': ({ unknown }, kit) => {
    const lines = byReason(unknown).map((line) => kit.words.say('answer.checklist.unknown-line', line))
    return tell('unknown-head', unknown, lines.slice(0, SHOWN), 'unknown-none', kit)
  },
  'CHECKLIST/waived': ({ waived }, kit) => {
    const lines = waived
      .slice(0, SHOWN)
      .map(({ finding: { title, rule }, waiver: { reason, by, at } }) =>
        kit.words.say('answer.checklist.waived-line', { title, rule, reason, by, at: at.slice(0, 10) }),
      )
    return tell('waived-head', waived, lines, 'waived-none', kit)
  },
  'CHECKLIST/verdict': (checklist, kit) => {
    const { errors, warnings, notices } = countItems(checklist)
    if (errors === 0)
      return [
        head(checklist, kit),
        kit.words.say('answer.checklist.verdict-yes', {
          rest: warnings + notices,
          returns: numbersReturned(checklist),
          unknown: checklist.unknown.length,
        }),
      ]
    const numbers = errorsOf(checklist).map(({ number }) => number)
    return [head(checklist, kit), kit.words.say('answer.checklist.verdict-no', { errors, numbers: numbers.slice(0, SHOWN).join('、') })]
  },
  'CHECKLIST/first': tellFirst,
}

/** A head that counts, and lines below it; one sentence where there is nothing to count. */
const tell = (headKey: string, counted: readonly unknown[], lines: readonly string[], none: string, { words }: AnswerKit): string[] =>
  counted.length ? [words.say(`answer.checklist.${headKey}`, { count: counted.length }), ...lines] : [words.say(`answer.checklist.${none}`)]

const errorsOf = ({ items }: Checklist): ChecklistItem[] => items.filter(({ finding }) => finding.severity === 'error')

/** The entries that a report may be returned for, in one text; empty where there are none. */
const numbersReturned = ({ items }: Checklist): string =>
  items
    .filter(({ finding }) => finding.returns)
    .map(({ number }) => number)
    .join('、')

/** Answers from the asker's own checklist; without one, says how to get it. */
export function answerChecklist(topic: Topic, kit: AnswerKit, context: AskContext): Answer {
  const { checklist } = context
  if (!checklist) return explainTopic(topic, kit)
  if (topic.id === 'CHECKLIST/item') return answerItem({ among: null, position: 0 }, kit, context)
  const telling = TELLINGS[topic.id]
  return telling ? answerOf('checklist', [topic.id], telling(checklist, kit), itemButtons(checklist, kit)) : explainTopic(topic, kit)
}

/** “第3条为什么不过” */
export function answerItem(reference: ItemReference, kit: AnswerKit, { checklist, lastAnswer }: AskContext): Answer {
  const { words } = kit
  if (!checklist) return explainTopic(topicOf(kit, 'CHECKLIST/item'), kit)
  const item = resolveItem(reference, checklist, lastAnswer?.route ?? [])
  if (item) return explainItem(item, kit, checklist)
  const values = { number: reference.position, total: checklist.items.length, ...countItems(checklist) }
  const text = words.say(`answer.item.${noItem(reference, checklist, lastAnswer?.route ?? [])}`, values)
  return answerOf('checklist', ['CHECKLIST/item'], text, itemButtons(checklist, kit))
}

/** Which sentence says that there is no such entry. */
function noItem({ among, position, step }: ItemReference, checklist: Checklist, lastRoute: readonly string[]): string {
  if (checklist.items.length === 0) return 'empty'
  if (position === 0) return step !== undefined && spokenItem(checklist, lastRoute) ? 'no-more' : 'which'
  return among === null && position > 0 ? 'none' : 'none-such'
}

/** Several entries, one after the other. @param items at least one */
export function answerItems(items: readonly ChecklistItem[], kit: AnswerKit, { checklist = null }: AskContext): Answer {
  const answers = items.map((item) => explainItem(item, kit, checklist))
  const route = answers.flatMap((answer) => answer.route)
  const text = answers.map((answer) => answer.text).join('\n\n')
  const more = { ...(items[0] ? { item: items[0].number } : {}), basis: basisOf(answers) }
  return answerOf('finding', route, text, nextOf(kit, ['CHECKLIST/remaining', 'CHECKLIST/first', 'BOT/waive']), more)
}

function countItems({ items }: Checklist): { errors: number; warnings: number; notices: number } {
  const count = (severity: string) => items.filter(({ finding }) => finding.severity === severity).length
  return { errors: count('error'), warnings: count('warning'), notices: count('notice') }
}

const head = (checklist: Checklist, { words }: AnswerKit): string =>
  words.say('answer.checklist.head', {
    name: checklist.agency ?? words.plain('answer.checklist.unnamed'),
    version: checklist.version,
    ...countItems(checklist),
    waived: checklist.waived.length,
    unknown: checklist.unknown.length,
  })

/** Groups rules by the reason why they could not be judged. */
function byReason(unknown: Checklist['unknown']): { reason: string; rules: string }[] {
  const rules = new Map<string, string[]>()
  for (const { reason, rule } of unknown) rules.set(reason, [...(rules.get(reason) ?? []), rule])
  return [...rules].map(([reason, all]) => ({ reason, rules: all.join(' ') }))
}

/** Neighbouring entries of one rule share a line. */
function list(items: readonly ChecklistItem[], { words }: AnswerKit, none?: string, shown = SHOWN): string[] {
  if (items.length === 0 && none) return [words.say(none)]
  const groups: ChecklistItem[][] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (last?.[0]?.finding.rule === item.finding.rule && last[0].finding.severity === item.finding.severity) last.push(item)
    else groups.push([item])
  }
  const lines = groups.slice(0, shown).map((group) => {
    const { severity, title, rule } = (group[0] as ChecklistItem).finding
    return words.say('answer.checklist.line', {
      number: group.map(({ number }) => number).join('、'),
      severity: words.plain(`answer.severity.${severity}`),
      title,
      rule,
    })
  })
  const rest = groups.slice(shown).flat().length
  return rest > 0 ? [...lines, words.say('answer.checklist.more', { count: rest })] : lines
}

/** Rules about sums: one wrong figure breaks several of them. */
const SUMS = /^(T[234]|NT|NI|CY)-/
const FIRST_SHOWN = 4

function tellFirst(checklist: Checklist, kit: AnswerKit): string[] {
  const { words } = kit
  const [first, ...rest] = checklist.items
  if (!first) return [words.say('answer.checklist.none-left')]
  const errors = errorsOf(checklist)
  const lines = [
    words.say(errors.length ? 'answer.checklist.first' : 'answer.checklist.first-no-error', {
      number: first.number,
      title: first.finding.title,
    }),
  ]
  if (errors.filter(({ finding }) => SUMS.test(finding.rule)).length > 1) lines.push(words.say('answer.checklist.first-sums'))
  return rest.length ? [...lines, words.say('answer.checklist.first-then'), ...list(rest, kit, undefined, FIRST_SHOWN)] : lines
}

function tellChanges(checklist: Checklist, { words }: AnswerKit): string[] {
  if (checklist.version === 1) return [words.say('answer.checklist.first-draft')]
  const added = checklist.items.filter(({ state }) => state === 'new')
  const still = checklist.items.filter(({ state }) => state === 'still')
  const lines = (key: string, items: readonly ChecklistItem[]): string[] =>
    items.slice(0, SHOWN).map(({ number, finding: { title, rule } }) => words.say(`answer.checklist.${key}`, { number, title, rule }))
  return [
    words.say('answer.checklist.changed-head', {
      version: checklist.version,
      fixed: checklist.fixed.length,
      still: still.length,
      added: added.length,
    }),
    ...checklist.fixed.slice(0, SHOWN).map(({ title, rule }) => words.say('answer.checklist.fixed-line', { title, rule })),
    ...lines('new-line', added),
    ...lines('still-line', still),
  ]
}

function itemButtons(checklist: Checklist, kit: AnswerKit): Next[] {
  const items = checklist.items.slice(0, 3).map((item) => itemButton(item, kit))
  return items.length ? items : nextOf(kit, ['BOT/severity', 'LAW/deadline', 'BOT/after-publish'])
}

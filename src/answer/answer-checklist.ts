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
    const errors = checklist.items.filter(({ finding }) => finding.severity === 'error')
    return errors.length
      ? [kit.words.say('answer.checklist.errors-head', { count: errors.length }), ...list(errors, kit)]
      : [kit.words.say('answer.checklist.no-errors')]
  },
  'CHECKLIST/warnings': (checklist, kit) => {
    const rest = checklist.items.filter(({ finding }) => finding.severity !== 'error')
    return rest.length
      ? [kit.words.say('answer.checklist.warnings-head', { count: rest.length }), ...list(rest, kit)]
      : [kit.words.say('answer.checklist.no-warnings')]
  },
  'CHECKLIST/changed': tellChanges,
  'CHECKLIST/unknown': ({ unknown }, { words }) =>
    unknown.length
      ? [
          words.say('answer.checklist.unknown-head', { count: unknown.length }),
          ...byReason(unknown)
            .slice(0, SHOWN)
            .map((line) => words.say('answer.checklist.unknown-line', line)),
        ]
      : [words.say('answer.checklist.unknown-none')],
  'CHECKLIST/waived': ({ waived }, { words }) =>
    waived.length
      ? [
          words.say('answer.checklist.waived-head', { count: waived.length }),
          ...waived.slice(0, SHOWN).map(({ finding, waiver }) =>
            words.say('answer.checklist.waived-line', {
              title: finding.title,
              rule: finding.rule,
              reason: waiver.reason,
              by: waiver.by,
              at: waiver.at.slice(0, 10),
            }),
          ),
        ]
      : [words.say('answer.checklist.waived-none')],
  'CHECKLIST/verdict': (checklist, kit) => {
    const { errors, warnings, notices } = countItems(checklist)
    if (errors === 0)
      return [
        head(checklist, kit),
        kit.words.say('answer.checklist.verdict-yes', { rest: warnings + notices, unknown: checklist.unknown.length }),
      ]
    const numbers = checklist.items.filter(({ finding }) => finding.severity === 'error').map(({ number }) => number)
    return [head(checklist, kit), kit.words.say('answer.checklist.verdict-no', { errors, numbers: numbers.slice(0, SHOWN).join('、') })]
  },
  'CHECKLIST/first': tellFirst,
}

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
  const text =
    checklist.items.length === 0
      ? words.say('answer.item.empty')
      : reference.position === 0
        ? words.say(
            reference.step !== undefined && spokenItem(checklist, lastAnswer?.route ?? []) ? 'answer.item.no-more' : 'answer.item.which',
          )
        : reference.among === null && reference.position > 0
          ? words.say('answer.item.none', { number: reference.position, total: checklist.items.length })
          : words.say('answer.item.none-such', { ...countItems(checklist) })
  return answerOf('checklist', ['CHECKLIST/item'], text, itemButtons(checklist, kit))
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

function tellFirst({ items }: Checklist, kit: AnswerKit): string[] {
  const { words } = kit
  const [first] = items
  if (!first) return [words.say('answer.checklist.none-left')]
  const errors = items.filter(({ finding }) => finding.severity === 'error')
  const lines = [
    words.say(errors.length ? 'answer.checklist.first' : 'answer.checklist.first-no-error', {
      number: first.number,
      title: first.finding.title,
    }),
  ]
  if (errors.filter(({ finding }) => SUMS.test(finding.rule)).length > 1) lines.push(words.say('answer.checklist.first-sums'))
  const rest = items.slice(1)
  return rest.length ? [...lines, words.say('answer.checklist.first-then'), ...list(rest, kit, undefined, FIRST_SHOWN)] : lines
}

function tellChanges(checklist: Checklist, { words }: AnswerKit): string[] {
  if (checklist.version === 1) return [words.say('answer.checklist.first-draft')]
  const added = checklist.items.filter(({ state }) => state === 'new')
  const still = checklist.items.filter(({ state }) => state === 'still')
  const line =
    (key: string) =>
    ({ number, finding }: ChecklistItem) =>
      words.say(key, { number, title: finding.title, rule: finding.rule })
  return [
    words.say('answer.checklist.changed-head', {
      version: checklist.version,
      fixed: checklist.fixed.length,
      still: still.length,
      added: added.length,
    }),
    ...checklist.fixed.slice(0, SHOWN).map(({ title, rule }) => words.say('answer.checklist.fixed-line', { title, rule })),
    ...added.slice(0, SHOWN).map(line('answer.checklist.new-line')),
    ...still.slice(0, SHOWN).map(line('answer.checklist.still-line')),
  ]
}

function itemButtons(checklist: Checklist, kit: AnswerKit): Next[] {
  const items = checklist.items.slice(0, 3).map((item) => itemButton(item, kit))
  return items.length ? items : nextOf(kit, ['BOT/severity', 'LAW/deadline', 'BOT/after-publish'])
}

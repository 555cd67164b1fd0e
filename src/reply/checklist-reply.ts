import type { Checklist, ChecklistItem } from '../model/checklist.ts'
import type { Finding } from '../model/finding.ts'
import type { Reply, ReplyAction, ReplyBlock, ReplySpan } from '../model/reply.ts'
import type { Severity } from '../model/rule.ts'
import { findingLines } from './finding-lines.ts'
import { plainText } from './markup.ts'
import type { Words } from './say.ts'

export interface ChecklistReplyOptions {
  /** Only the items of this severity (只看必改). */
  readonly only?: Severity
  /** Rules without a 误报 button. */
  readonly neverWaived?: ReadonlySet<string>
  /** Files that can be had of it, each a `download` action: `annotated`, `fixes` … */
  /** Offer to choose a local profile where a rule could not be judged for want of one. */
  readonly profiles?: boolean
  readonly downloads?: readonly { readonly value: string; readonly label: string }[]
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice']
/** As many are shown in full; more are folded. */
const OPEN_NOTICES = 3
const OPEN_REASONS = 3

/** Draws a checklist as a reply: head, counts, items by severity, what is fixed, waived and could not be judged. */
export function checklistReply(checklist: Checklist, words: Words, options: ChecklistReplyOptions = {}): Reply {
  const { agency, year, version, file } = checklist
  const counts = countsOf(checklist)
  const shown = options.only ? [options.only] : SEVERITIES
  const blocks: ReplyBlock[] = [
    { kind: 'heading', level: 1, spans: words.spans('checklist.head', { agency, year, version }) },
    { kind: 'paragraph', spans: words.spans(version > 1 ? 'checklist.counts-later' : 'checklist.counts', counts) },
    { kind: 'paragraph', spans: words.spans('checklist.scope', counts) },
    ...lead(checklist, counts, words, options.only),
    ...shown.flatMap((severity) => group(checklist, severity, words, options)),
  ]
  if (!options.only) blocks.push(...fixedBlocks(checklist, words), ...waivedBlocks(checklist, words), ...unknownBlocks(checklist, words))
  blocks.push({ kind: 'actions', actions: checklistActions(checklist, words, options) })
  return { text: words.plain('checklist.text', { ...counts, agency, year, version, file }), blocks, files: [] }
}

/** Numbers of a checklist for its sentences. */
function countsOf(checklist: Checklist): Record<string, number> {
  const of = (severity: Severity, state?: ChecklistItem['state']) =>
    checklist.items.filter((item) => item.finding.severity === severity && (!state || item.state === state)).length
  return {
    errors: of('error'),
    warnings: of('warning'),
    notices: of('notice'),
    newErrors: of('error', 'new'),
    stillErrors: of('error', 'still'),
    fixed: checklist.fixed.length,
    waived: checklist.waived.length,
    unknown: checklist.unknown.length,
    rules: checklist.rules,
  }
}

const paragraph = (spans: ReplySpan[]): ReplyBlock[] => [{ kind: 'paragraph', spans }]

const action = (command: string, value: string, label: string): ReplyAction => ({ command, value, label, style: 'plain' })

function lead(checklist: Checklist, counts: Record<string, number>, words: Words, only?: Severity): ReplyBlock[] {
  if (only)
    return checklist.items.some((item) => item.finding.severity === only)
      ? []
      : paragraph(words.spans('checklist.only-none', { severity: words.plain(`checklist.severity.${only}`) }))
  if (checklist.items.length === 0) return paragraph(words.spans('checklist.clean'))
  return counts['errors'] === 0 ? paragraph(words.spans('checklist.no-errors')) : []
}

function group(checklist: Checklist, severity: Severity, words: Words, options: ChecklistReplyOptions): ReplyBlock[] {
  const items = checklist.items.filter((item) => item.finding.severity === severity)
  if (items.length === 0) return []
  const blocks = items.map((item) => itemBlock(checklist, item, words, options))
  if (severity === 'notice' && !options.only && items.length > OPEN_NOTICES)
    return [{ kind: 'fold', summary: words.spans('checklist.notices-fold', { count: items.length }), blocks }]
  const severityWord = words.plain(`checklist.severity.${severity}`)
  return [{ kind: 'heading', level: 2, spans: words.spans('checklist.group', { severity: severityWord, count: items.length }) }, ...blocks]
}

function itemBlock(checklist: Checklist, item: ChecklistItem, words: Words, options: ChecklistReplyOptions): ReplyBlock {
  const { finding, number, state } = item
  return {
    kind: 'item',
    number,
    severity: finding.severity,
    title: [{ text: finding.title, style: 'plain' }],
    rule: finding.rule,
    badge: checklist.version > 1 ? words.plain(`checklist.badge.${state}`) : null,
    lines: findingLines(finding, words),
    actions: itemActions(checklist, finding, number, words, options),
    fingerprint: finding.fingerprint,
  }
}

function itemActions(checklist: Checklist, finding: Finding, number: number, words: Words, options: ChecklistReplyOptions): ReplyAction[] {
  const explain: ReplyAction = {
    command: 'explain',
    value: `${checklist.draftId}/${number}`,
    label: words.plain('checklist.action.explain'),
    style: 'plain',
  }
  if (options.neverWaived?.has(finding.rule)) return [explain]
  const waive: ReplyAction = {
    command: 'waive',
    value: `${checklist.draftId}/${finding.fingerprint}`,
    label: words.plain('checklist.action.waive'),
    style: 'plain',
    asks: 'reason',
  }
  return [explain, waive]
}

function fixedBlocks(checklist: Checklist, words: Words): ReplyBlock[] {
  if (checklist.fixed.length === 0) return []
  const items = checklist.fixed.map(({ title, rule }) => words.spans('checklist.fixed-item', { title, rule }))
  return [{ kind: 'fold', summary: words.spans('checklist.fixed-fold', { count: items.length }), blocks: [{ kind: 'list', items }] }]
}

function waivedBlocks(checklist: Checklist, words: Words): ReplyBlock[] {
  if (checklist.waived.length === 0) return []
  const blocks = checklist.waived.map(({ finding, waiver }): ReplyBlock => {
    const reason = words.spans('checklist.waived-reason', {
      reason: waiver.reason,
      by: waiver.by,
      at: waiver.at.slice(0, 10),
      until: waiver.until?.slice(0, 10) ?? null,
    })
    return {
      kind: 'item',
      number: null,
      severity: finding.severity,
      title: [{ text: finding.title, style: 'plain' }],
      rule: finding.rule,
      badge: null,
      lines: [
        { label: words.plain('checklist.line.message'), spans: [{ text: finding.message, style: 'plain' }] },
        { label: words.plain('checklist.line.waived'), spans: reason },
      ],
      actions: [
        {
          command: 'unwaive',
          value: `${checklist.draftId}/${finding.fingerprint}`,
          label: words.plain('checklist.action.unwaive'),
          style: 'plain',
        },
      ],
      fingerprint: finding.fingerprint,
    }
  })
  return [{ kind: 'fold', summary: words.spans('checklist.waived-fold', { count: blocks.length }), blocks }]
}

/** By reason: where last year's report is missing, that is said once and not for every rule that needs it. */
function unknownBlocks(checklist: Checklist, words: Words): ReplyBlock[] {
  if (checklist.unknown.length === 0) return []
  const byReason = new Map<string, string[]>()
  for (const { reason, rule } of checklist.unknown) byReason.set(reason, [...(byReason.get(reason) ?? []), rule])
  const items = [...byReason].map(([reason, rules]) => words.spans('checklist.unknown-item', { reason, rules }))
  const summary = words.spans('checklist.unknown-fold', { count: checklist.unknown.length })
  const list: ReplyBlock = { kind: 'list', items }
  return items.length > OPEN_REASONS
    ? [{ kind: 'fold', summary, blocks: [list] }]
    : [{ kind: 'heading', level: 2, spans: [{ text: plainText(summary), style: 'plain' }] }, list]
}

function checklistActions(checklist: Checklist, words: Words, options: ChecklistReplyOptions): ReplyAction[] {
  const { draftId } = checklist
  const actions: ReplyAction[] = []
  if (options.only) actions.push(action('show', draftId, words.plain('checklist.action.all')))
  else if (checklist.items.some((item) => item.finding.severity === 'error') && checklist.items.length > 1)
    actions.push(action('show', `${draftId}/error`, words.plain('checklist.action.only-errors')))
  if (checklist.version > 1) actions.push(action('compare', draftId, words.plain('checklist.action.compare')))
  if (options.profiles && !options.only && checklist.unknown.some(({ rule }) => rule === 'ST-011'))
    actions.push(action('profile', '', words.plain('checklist.action.profile')))
  for (const { value, label } of options.downloads ?? []) actions.push(action('download', `${draftId}/${value}`, label))
  return actions
}

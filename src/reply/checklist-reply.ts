import { type Checklist, type ChecklistItem, findingsOf } from '../model/checklist.ts'
import type { Finding } from '../model/finding.ts'
import type { Reply, ReplyAction, ReplyBlock } from '../model/reply.ts'
import type { Severity } from '../model/rule.ts'
import { action, heading, list, paragraph, plain } from './blocks.ts'
import { itemLines } from './finding-lines.ts'
import type { Words } from './say.ts'
import { unknownActions, unknownBlocks } from './unknown-line.ts'

export interface ChecklistReplyOptions {
  /** Only the items of this severity (只看必改). */
  readonly only?: Severity
  /** Rules without a 误报 button. */
  readonly neverWaived?: ReadonlySet<string>
  /** Rules whose 误报 button is a supervisor's. */
  readonly supervisorWaived?: ReadonlySet<string>
  /** Offer to choose a local profile where a rule could not be judged for want of one. */
  readonly profiles?: boolean
  /** Titles of rules, for those that are switched off. */
  readonly titles?: ReadonlyMap<string, string>
  /** Files that can be had of it, each a `download` action: `annotated`, `fixes` … */
  readonly downloads?: readonly { readonly value: string; readonly label: string }[]
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice']
/** As many are shown in full; more are folded. */
const OPEN_NOTICES = 3

/** Draws a checklist as a reply: head, counts, items by severity, what is fixed, waived and could not be judged. */
export function checklistReply(checklist: Checklist, words: Words, options: ChecklistReplyOptions = {}): Reply {
  const { agency, year, version, file } = checklist
  const counts = countsOf(checklist)
  const shown = options.only ? [options.only] : SEVERITIES
  const blocks: ReplyBlock[] = [
    heading(1, words.spans(checklist.incomplete ? 'checklist.head-incomplete' : 'checklist.head', { agency, year, version })),
    ...incompleteBlocks(checklist, words),
    paragraph(words.spans(version > 1 ? 'checklist.counts-later' : 'checklist.counts', counts)),
    paragraph(words.spans('checklist.scope', counts)),
    ...localBlocks(checklist, words, options),
    ...lead(checklist, counts, words, options.only),
    ...shown.flatMap((severity) => group(checklist, severity, words, options)),
  ]
  if (!options.only)
    blocks.push(
      ...fixedBlocks(checklist, words),
      ...waivedBlocks(checklist, words),
      ...unknownBlocks(checklist, words),
      ...offBlocks(checklist, words, options.titles),
    )
  blocks.push({ kind: 'actions', actions: checklistActions(checklist, words, options) })
  return {
    text: words.plain(checklist.incomplete ? 'checklist.text-incomplete' : 'checklist.text', { ...counts, agency, year, version, file }),
    blocks,
    files: [],
  }
}

/** The local profile that it was checked with, or one that the agency's place tells, with how to have it. */
function localBlocks({ profile, offered }: Checklist, words: Words, options: ChecklistReplyOptions): ReplyBlock[] {
  if (profile) return [paragraph(words.spans('checklist.profile', profile))]
  if (!offered || options.only) return []
  return [paragraph(words.spans(options.profiles ? 'checklist.offered' : 'checklist.offered-option', offered))]
}

/** Buttons that take the offered profile, or leave the one that was chosen. */
function localActions({ draftId, profile, offered }: Checklist, words: Words): ReplyAction[] {
  if (profile) return [action('profile', `${draftId}/none`, words.plain('checklist.action.no-profile', profile))]
  return offered ? [action('profile', `${draftId}/${offered.id}`, words.plain('checklist.action.offered', offered))] : []
}

/** Why the check did not come to its end, what to do, and the rules that were not reached. */
function incompleteBlocks({ incomplete }: Checklist, words: Words): ReplyBlock[] {
  if (!incomplete) return []
  const { cause, unreached } = incomplete
  const said = [paragraph(words.spans(`checklist.incomplete.${cause}`)), paragraph(words.spans('checklist.incomplete.what-to-do'))]
  if (unreached.length === 0) return said
  const items = unreached.map(({ rule, title }) => words.spans('checklist.incomplete.unreached-item', { rule, title }))
  return [...said, fold('checklist.incomplete.unreached', words, unreached, [list(items)])]
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
    rules: checklist.rules - (checklist.off?.length ?? 0),
  }
}

function lead(checklist: Checklist, counts: Record<string, number>, words: Words, only?: Severity): ReplyBlock[] {
  if (only)
    return checklist.items.some((item) => item.finding.severity === only)
      ? []
      : [paragraph(words.spans('checklist.only-none', { severity: words.plain(`checklist.severity.${only}`) }))]
  // Nothing is praised of what was not gone through.
  if (checklist.incomplete) return []
  if (checklist.items.length === 0) return [paragraph(words.spans('checklist.clean'))]
  if (counts['errors'] !== 0) return []
  const returns = checklist.items.filter(mayComeBack).length
  return [paragraph(words.spans(returns > 0 ? 'checklist.no-errors-returns' : 'checklist.no-errors', { returns }))]
}

function group(checklist: Checklist, severity: Severity, words: Words, options: ChecklistReplyOptions): ReplyBlock[] {
  const items = checklist.items.filter((item) => item.finding.severity === severity)
  if (items.length === 0) return []
  const draw = (some: readonly ChecklistItem[]): ReplyBlock[] => some.map((item) => itemBlock(checklist, item, words, options))
  const severityWord = words.plain(`checklist.severity.${severity}`)
  const open = (some: readonly ChecklistItem[]): ReplyBlock[] =>
    some.length ? [heading(2, words.spans('checklist.group', { severity: severityWord, count: some.length })), ...draw(some)] : []
  if (severity !== 'notice' || options.only) return open(items)
  // What a report may be returned for does hinder publishing.
  const small = items.filter((item) => !mayComeBack(item))
  if (small.length <= OPEN_NOTICES) return open(items)
  return [...open(items.filter(mayComeBack)), fold('checklist.notices-fold', words, small, draw(small))]
}

/** A report may be returned for it, and it is not put right anyway as all 必改 are. */
const mayComeBack = ({ finding }: Pick<ChecklistItem, 'finding'>): boolean => finding.returns === true && finding.severity !== 'error'

/** 新增 or 仍在 in a later version, and 可能被退回. */
function badgeOf({ version }: Checklist, item: ChecklistItem, words: Words): string | null {
  const badges = [
    ...(version > 1 ? [words.plain(`checklist.badge.${item.state}`)] : []),
    ...(mayComeBack(item) ? [words.plain('checklist.badge.returns')] : []),
  ]
  return badges.length ? badges.join('　') : null
}

const fold = (key: string, words: Words, counted: readonly unknown[], blocks: ReplyBlock[]): ReplyBlock => ({
  kind: 'fold',
  summary: words.spans(key, { count: counted.length }),
  blocks,
})

type ItemBlock = Extract<ReplyBlock, { kind: 'item' }>

const blockOf = (
  { severity, title, headline, rule, fingerprint }: Finding,
  parts: Pick<ItemBlock, 'number' | 'badge' | 'lines' | 'actions'>,
): ItemBlock => ({
  kind: 'item',
  severity,
  title: plain(headline === undefined ? title : `${title}：${headline}`),
  rule,
  fingerprint,
  ...parts,
})

function itemBlock(checklist: Checklist, item: ChecklistItem, words: Words, options: ChecklistReplyOptions): ReplyBlock {
  const { finding, number } = item
  const mixed = new Set(findingsOf(item).map(({ rule }) => rule)).size > 1
  return blockOf(mixed ? { ...finding, rule: '' } : finding, {
    number,
    badge: badgeOf(checklist, item, words),
    lines: itemLines(item, words),
    actions: itemActions(checklist, item, words, options),
  })
}

function itemActions({ draftId }: Checklist, item: ChecklistItem, words: Words, options: ChecklistReplyOptions): ReplyAction[] {
  const explain = action('explain', `${draftId}/${item.number}`, words.plain('checklist.action.explain'))
  const has = (rules: ReadonlySet<string> | undefined): boolean => findingsOf(item).some(({ rule }) => rules?.has(rule))
  if (has(options.neverWaived)) return [explain]
  const label = words.plain(`checklist.action.${has(options.supervisorWaived) ? 'waive-supervised' : 'waive'}`)
  return [explain, { ...action('waive', `${draftId}/${item.finding.fingerprint}`, label), asks: 'reason' }]
}

function fixedBlocks(checklist: Checklist, words: Words): ReplyBlock[] {
  if (checklist.fixed.length === 0) return []
  const items = checklist.fixed.map(({ title, rule }) => words.spans('checklist.fixed-item', { title, rule }))
  return [fold('checklist.fixed-fold', words, items, [list(items)])]
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
    return blockOf(finding, {
      number: null,
      badge: null,
      lines: [
        { label: words.plain('checklist.line.message'), spans: plain(finding.message) },
        { label: words.plain('checklist.line.waived'), spans: reason },
      ],
      actions: [action('unwaive', `${checklist.draftId}/${finding.fingerprint}`, words.plain('checklist.action.unwaive'))],
    })
  })
  return [fold('checklist.waived-fold', words, blocks, blocks)]
}

/** The rules that a superior has switched off for the agency, a line each. */
const offBlocks = ({ off = [] }: Checklist, words: Words, titles?: ReadonlyMap<string, string>): ReplyBlock[] =>
  off.map(({ rule, reason, by, until }) =>
    paragraph(
      words.spans('checklist.rule-off', { rule, title: titles?.get(rule) ?? rule, reason, by, until: until?.slice(0, 10) ?? null }),
    ),
  )

function checklistActions(checklist: Checklist, words: Words, options: ChecklistReplyOptions): ReplyAction[] {
  const { draftId } = checklist
  const actions: ReplyAction[] = []
  if (options.only) actions.push(action('show', draftId, words.plain('checklist.action.all')))
  else if (checklist.items.some((item) => item.finding.severity === 'error') && checklist.items.length > 1)
    actions.push(action('show', `${draftId}/error`, words.plain('checklist.action.only-errors')))
  if (checklist.version > 1) actions.push(action('compare', draftId, words.plain('checklist.action.compare')))
  if (!options.only && options.profiles) actions.push(...localActions(checklist, words))
  if (!options.only) actions.push(...unknownActions(checklist, words, options.profiles === true))
  for (const { value, label } of options.downloads ?? []) actions.push(action('download', `${draftId}/${value}`, label))
  return actions
}

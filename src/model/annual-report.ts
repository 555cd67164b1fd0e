import type { Form } from '../form/form.ts'
import type { Certainty } from './certainty.ts'
import type { Anchor, Document } from './document.ts'
import type { FigureRuns } from './figure-runs.ts'
import type { Quantity } from './quantity.ts'

/*
 * Anchors in an AnnualReport are those of `report.document`. Where a converted text had headings run into the text, such
 * paragraphs are parted: `p12@345` is p12 from character 345. Wrapped lines are one paragraph with the anchor of the first;
 * `joined` says what it is made of. Findings leave the check with anchors of the draft (check/place-in-draft.ts).
 */

/** For a paragraph joined from lines, where each begins in its text. */
export type JoinedLines = ReadonlyMap<Anchor, readonly { readonly from: number; readonly anchor: Anchor }[]>

/** The version of a prescribed format: `2021`, `2019`. */
export type FormVersion = string
/** Who reports. `office`: a government's office reporting its own work; `government`: the consolidated report, a zone's too. */
export const AGENCY_KINDS = ['department', 'township', 'office', 'government', 'unknown'] as const
export type AgencyKind = (typeof AGENCY_KINDS)[number]

/** The official parts by their number in the form. */
export type OfficialPart = Form['sections'][number]['part']
/** The official parts; 0 is the preamble, 7 the signature block behind the last part. */
export type PartNumber = 0 | OfficialPart | 7

/** A stretch of text of the draft: a paragraph or cell, and the characters in it. */
export interface Span {
  readonly anchor: Anchor
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A body paragraph, told where in the report it stands. */
export interface Passage {
  readonly anchor: Anchor
  readonly text: string
  readonly part: PartNumber
  /** The innermost numbered heading above or in front of it, as written: “（二）依申请公开情况”. */
  readonly item?: string
}

export interface Section {
  /** Which official part it is, told by its wording; null for a heading that is none of the six. */
  readonly part: OfficialPart | null
  /** 一, 二 … as written, or null where there is none. */
  readonly numeral: string | null
  /** Heading without its numeral, as written, blanks folded. */
  readonly heading: string
  readonly match: 'official' | 'variant' | 'other'
  readonly span: Span
  readonly passages: readonly Passage[]
}

/** `table3/new_received/natural_person`; `table2/licensing/decisions`; `table4/reconsideration/maintained`. */
export type CellKey = string

export type CellValue =
  | {
      readonly state: 'number'
      readonly value: number
      readonly text: string
      readonly anchor: Anchor
      readonly inferredBy?: 'row-sum' | 'column-sum'
      readonly unsure?: boolean
      readonly certainty?: Certainty
      readonly unit?: string
    }
  | { readonly state: 'blank'; readonly anchor?: Anchor }
  | { readonly state: 'not-a-number'; readonly text: string; readonly anchor: Anchor }
  /** Something is there and could not be placed or split with certainty. */
  | { readonly state: 'unreadable'; readonly text?: string; readonly anchor?: Anchor }
  /** The form has this cell and the draft does not (row or column left out). */
  | { readonly state: 'absent' }

/** A row or column label as written beside the official one. */
export interface LabelReading {
  /** `table3/row/other_no_correction`, `table2/column/issued`, `table3/note`. */
  readonly key: string
  readonly official: string
  readonly written: string
  readonly anchor: Anchor
  /** Equal once blanks, widths of characters and quote styles are folded. */
  readonly same: boolean
  /** Broken by the way of conversion (cut over lines or pages): never the drafter's error. */
  readonly damaged?: boolean
}

export interface TableReading {
  /** As the form calls it: `table3`. */
  readonly id: string
  /** `picture`: an image or object stands where the table should; `unreadable`: there but not to be placed. */
  readonly presence: 'present' | 'absent' | 'picture' | 'unreadable'
  readonly layout: FormVersion | null
  /** The part in which it was found, null where not found. */
  readonly part: PartNumber | null
  readonly anchor?: Anchor
  readonly cells: ReadonlyMap<CellKey, CellValue>
  readonly labels: readonly LabelReading[]
  /** Official rows or columns that are not there: `table3/row/denied_admin_query`. */
  readonly absent: readonly string[]
  /** Rows with figures that the form does not have. */
  readonly extra: readonly Span[]
  /** Heads of columns that the form does not have, and of those that another form prescribes. */
  readonly addedColumns: readonly Span[]
  readonly otherHeads: readonly { readonly span: Span; readonly version: FormVersion }[]
  /** Figures in a group row, which has no cells of its own. */
  readonly groupFigures: readonly { readonly key: string; readonly span: Span; readonly values: readonly number[] }[]
  /** Rows where it is unsure which cell is which: what depends on them is unknown. */
  readonly shifted: readonly string[]
  readonly notes: readonly ('shifted-row' | 'glued' | 'broken-labels' | 'recognised')[]
}

export type DateReading = Readonly<Record<'year' | 'month' | 'day', number | null>>

export interface PeriodStatement {
  readonly span: Span
  readonly part: PartNumber
  readonly start: DateReading | null
  /** Year null where left out (“至12月31日”): it is the start's. */
  readonly end: DateReading | null
  /** 年 or 月 lost by conversion (202311日): nothing may be concluded from it. */
  readonly damaged: boolean
  readonly certainty?: Certainty
}

/**
 * What a number counts. The catalogue of measures is data (rules/measures/*.yaml): `requests/new`, `results/granted`,
 * `motions/proposal/市/主办`.
 */
type MeasureId = string

export interface Claim {
  readonly id: string
  readonly measure: MeasureId
  readonly quantity: Quantity
  /** 件 条 份 次 起 宗 个 篇 … or null where the text has none. */
  readonly unit: string | null
  /** `this` year, `last` year, `cumulative`, `change` against last year, `next` year. */
  readonly time: 'this' | 'last' | 'cumulative' | 'change' | 'next' | 'unknown'
  /** Words that narrow it (“通过网站收到的”, “某局”): a narrowed claim is not the whole. */
  readonly topic: string | null
  /** Which feature the narrowing words belong to (rules/lexicon/frames/): `channel`, `region` … */
  readonly within: string | null
  /** The text says there was none (“未收到”, “无”), and so the quantity is 0. */
  readonly negated: boolean
  /** The number with what it counts, for quoting. */
  readonly span: Span
  readonly sentence: Span
  readonly part: PartNumber
  /** Id of the claim whose parts this is one of (“共N条，其中A a条”). */
  readonly whole?: string
  /** `near` where words of its clause were not understood, `inferred` where what it counts is said elsewhere. */
  readonly certainty?: Certainty
  /** Words of its clause that were not understood. */
  readonly unread?: readonly string[]
}

/** A number as it stands in the text, with the words that name it. */
export interface SaidNumber extends Pick<Claim, 'quantity' | 'unit' | 'span'> {
  readonly label: string
}

/** “共N条，其中A a条、B b条”: a whole and the parts that are said to make it up. */
export interface Breakdown {
  readonly whole: SaidNumber
  readonly parts: readonly SaidNumber[]
  /** Other numbers in front of the list that it may be of instead, the nearest first. */
  readonly others: readonly SaidNumber[]
  /**
   * The parts say that they are all (a rest named 其他, a fixed set of results); or leave it open (等). `fates`: what became of
   * requests (办结, 撤回), which leaves nothing over; `behind`: numbers before a total (…，合计308条), the last of which it adds up.
   */
  readonly extent: 'closed' | 'open' | 'unsaid' | 'fates' | 'behind'
  readonly sentence: Span
  readonly part: PartNumber
}

/** “较上年增加X件，增长p%”. What is not said is null. */
export interface ChangeStatement extends Readonly<Record<'current' | 'last' | 'difference' | 'rate', SaidNumber | null>> {
  readonly measure: MeasureId | null
  readonly direction: 'up' | 'down' | 'same'
  /** “翻一番”, “增长两倍”: so many times last year's number. */
  readonly multiple?: { readonly words: string; readonly factor: number }
  readonly sentence: Span
  readonly part: PartNumber
}

/** Shares of one base said together: “A占57%，B占21%”. */
export interface ShareStatement extends Pick<Breakdown, 'sentence' | 'part'> {
  readonly measure: MeasureId | null
  readonly shares: readonly { readonly share: SaidNumber; readonly count: SaidNumber | null }[]
  /** What they may be shares of, where the sentence says it with numbers. */
  readonly bases: readonly SaidNumber[]
  /** Nothing else is meant than the numbers of `bases`. */
  readonly isNamed: boolean
}

export interface TitleReading {
  readonly span: Span
  readonly certainty?: Certainty
  readonly year: number | null
  readonly agency: string | null
}

/** The text's own “现公布某某局2023年政府信息公开工作年度报告”. */
export interface Announcement {
  readonly year: number
  /** null where it only says 我局 or nothing. */
  readonly agency: string | null
  readonly span: Span
}

export interface SignatureReading {
  readonly agency: Span | null
  readonly date: (Span & { readonly value: DateReading }) | null
}

export interface ContactReading extends Readonly<Record<'phones' | 'emails' | 'addresses' | 'postcodes' | 'urls', readonly Span[]>> {
  readonly unit: Span | null
}

export interface AnnualReport {
  readonly document: Document
  /** Paragraphs of `document` that were several lines of the draft. */
  readonly joined: JoinedLines
  /** The prescribed format that it must follow. */
  readonly form: Form
  /** The report year, from the title or, where the caller knows it, from outside. */
  readonly year: number | null
  readonly agency: { readonly name: string | null; readonly kind: AgencyKind }
  readonly title: TitleReading | null
  readonly announced?: Announcement | null
  readonly preamble: readonly Passage[]
  /** Level-one headings in the order in which they stand. */
  readonly sections: readonly Section[]
  /** Every body paragraph in order, headings and preamble included, table cells not. */
  readonly passages: readonly Passage[]
  /** By the ids of the form's tables. */
  readonly tables: Readonly<Record<string, TableReading>>
  readonly figureRuns: FigureRuns
  readonly periods: readonly PeriodStatement[]
  readonly claims: readonly Claim[]
  readonly breakdowns: readonly Breakdown[]
  readonly changes: readonly ChangeStatement[]
  readonly shares: readonly ShareStatement[]
  readonly contact: ContactReading
  readonly signature: SignatureReading
}

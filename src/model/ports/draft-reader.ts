import type { TextPrints } from '../../language/text-prints.ts'
import type { CellKey } from '../annual-report.ts'
import type { Checklist } from '../checklist.ts'
import type { Extraction, UnreadableReason } from '../document.ts'
import type { CheckResult, Finding, RuleName, Unknown } from '../finding.ts'
import type { PackedDocument } from '../packed-document.ts'
import type { ReferenceFigure } from '../reference-figures.ts'
import type { FigureChange, ReportOutput } from '../report-output.ts'
import type { Profile } from '../rule.ts'
import type { SheetHead } from '../sheet-head.ts'
import type { OutgoingFile } from './sender.ts'

/** The little that must be known of a draft to place it among the others. */
export interface Front {
  /** Whether anything of the prescribed form is there. */
  readonly isReport: boolean
  /** The form is there and nothing has been filled in. */
  readonly isBlank: boolean
  readonly agency: string | null
  readonly year: number | null
  readonly spreadsheet?: SpreadsheetFront
}

/** What tells whether a spreadsheet is a draft or something else (`office/spreadsheet/`). */
export interface SpreadsheetFront {
  readonly sheets: readonly SheetHead[]
  /** How many parts of the form have a heading in it. */
  readonly parts: number
  readonly hasTitle: boolean
  /** Of each table of the form, the share of its cells that is there. */
  readonly tables: readonly number[]
}

export type Unreadable = Extract<Extraction, { readonly status: 'unreadable' }>

/**
 * Work that did not come to its end.
 * `draft`: the draft ran its process out of time, memory or life; `outside`: the process was stopped by somebody else;
 * `host`: the host itself is stopping.
 */
export interface Halted {
  readonly status: 'halted'
  readonly by: 'draft' | 'outside' | 'host'
  /** For `draft`: what it ran out of. */
  readonly reason: Extract<UnreadableReason, 'timed-out' | 'too-complex' | 'crashed'>
  /** A short technical word, never the draft's. */
  readonly detail: string
}

/** One kind of work: what goes in, what comes out, and what is handed over on the way. */
interface Work<Input, Output, Part = never> {
  readonly input: Input
  readonly output: Output
  readonly part: Part
}

export interface Bytes {
  readonly bytes: Uint8Array
  /** The file's name as sent: only for telling text formats apart and for messages, never a path. */
  readonly name: string
}

/** How a draft is to be read, where the caller knows it. */
interface ReadAs {
  readonly year?: number
  readonly profile?: Profile
}

export type Opening = { readonly status: 'read'; readonly document: PackedDocument; readonly front: Front } | Unreadable

/** `single`: no zip of drafts but one file, to be opened as it is. */
type Unpacking =
  | { readonly status: 'single' }
  | { readonly status: 'drafts'; readonly skipped: readonly { readonly name: string; readonly reason: UnreadableReason }[] }
  | Unreadable

/** A subordinate agency's report, told by its name in the list of agencies: a title may have it shorter. */
export interface Subordinate {
  readonly name: string
  readonly document: PackedDocument
}

export interface CheckRequest extends ReadAs {
  readonly lastYear?: PackedDocument
  readonly subordinates?: { readonly reports: readonly Subordinate[]; readonly missing: readonly string[] }
  /** Rules whose findings are told apart from the others'. */
  readonly apart?: readonly string[]
  /** Of the draft's own agency alone. */
  readonly referenceFigures?: readonly ReferenceFigure[]
  /** Also tells what the draft was read as. */
  readonly describe?: boolean
}

export interface Checked {
  /** Version of the prescribed form. */
  readonly form: string
  readonly result: CheckResult
  readonly report?: ReportOutput
}

/** Handed over while rules are tried: first which there are, then what each has found. */
export type CheckPart =
  | { readonly form: string; readonly rules: readonly RuleName[] }
  | { readonly done: string; readonly findings: readonly Finding[]; readonly unknown: readonly Unknown[] }

/** What became of a rule on a sample report. */
export interface Trial {
  readonly outcome: 'pass' | 'fail' | 'unknown'
  readonly findings: readonly Finding[]
  /** Why it could not be judged. */
  readonly reasons: readonly string[]
}

interface MarkRequest {
  readonly document: PackedDocument
  readonly checklist: Checklist
  readonly previous?: PackedDocument
}

interface MarkedOutput {
  /** UTF-8: the inside of the element that holds the draft. */
  readonly html: Uint8Array
  /** By number of an item of the checklist: the ids of its places in the HTML. */
  readonly places: ReadonlyMap<number, readonly string[]>
}

interface FileRequest {
  /** One of the FILE_KINDS of `model/ports/exporter.ts`. */
  readonly file: string
  readonly checklist: Checklist
  readonly document: PackedDocument
  /** The draft as sent. */
  readonly sent: Uint8Array
  /** ISO 8601, the date of comments and changes. */
  readonly now: string
}

/**
 * Every kind of work on drafts. Documents go in packed, files come out as bytes; a new kind is an entry here, a file in
 * src/draft-work/ and a line of its all-work.ts.
 */
interface DraftWorks {
  /** Reads a file; on the way, which page of a scanned one is being recognised. */
  readonly open: Work<Bytes & ReadAs, Opening, { readonly page: number; readonly pages: number }>
  /** Takes a Document that was read before for the draft of this attempt. */
  readonly reopen: Work<{ readonly document: PackedDocument } & ReadAs, Front>
  /** Opens a zip of drafts and hands them over one by one, each when the one before was taken. */
  readonly unpack: Work<Bytes, Unpacking, Bytes>
  /** Checks the draft that this attempt has opened. */
  readonly check: Work<CheckRequest, Checked, CheckPart>
  /** The figures of the opened draft that are sure, by cell. */
  readonly 'read-figures': Work<object, { readonly year: number | null; readonly figures: readonly (readonly [CellKey, number])[] }>
  /** What is kept of the opened draft's text to find it again in others'; null where no rule asks for it. */
  readonly 'take-prints': Work<object, { readonly status: 'taken'; readonly prints: TextPrints | null }>
  /** Reads a list of agencies, a row a row. */
  readonly 'read-list': Work<Bytes, { readonly status: 'rows'; readonly rows: readonly (readonly string[])[] } | Unreadable>
  /** The figures that two versions of a report fill differently. */
  readonly 'compare-figures': Work<{ readonly before: PackedDocument; readonly after: PackedDocument }, readonly FigureChange[]>
  /** A rule on a clean sample report with changes, one Trial for each. */
  readonly 'try-rule': Work<{ readonly rule: string; readonly given: readonly Readonly<Record<string, unknown>>[] }, readonly Trial[]>
  /** The draft as HTML with its findings in place, beside the version before. */
  readonly 'mark-draft': Work<MarkRequest, MarkedOutput>
  /** A file that goes back to the drafter. */
  readonly 'make-file': Work<FileRequest, OutgoingFile>
}

export type DraftWorkKind = keyof DraftWorks
export type InputOf<Kind extends DraftWorkKind> = DraftWorks[Kind]['input']
export type OutputOf<Kind extends DraftWorkKind> = DraftWorks[Kind]['output']
export type PartOf<Kind extends DraftWorkKind> = DraftWorks[Kind]['part']

/** One try of one draft: all its work shares the seconds of the limits, and what it has opened. */
export interface Attempt {
  /**
   * Never rejects for what is in the draft.
   * @param take is given each part in order; the next comes when its promise resolves, and that time is not the draft's
   * @throws AppError that the work itself throws; an Error with the name of an unforeseen one
   */
  run<Kind extends DraftWorkKind>(
    kind: Kind,
    input: InputOf<Kind>,
    take?: (part: PartOf<Kind>) => void | Promise<void>,
  ): Promise<OutputOf<Kind> | Halted>
}

/** Does all work that grows with a draft, in a place that may be killed at any moment. */
export interface DraftReader {
  /** @param use what the attempt is for; what it holds is let go when the promise settles */
  attempt<Result>(use: (attempt: Attempt) => Promise<Result>): Promise<Result>
}

export const isHalted = (output: unknown): output is Halted =>
  typeof output === 'object' && output !== null && 'status' in output && output.status === 'halted'

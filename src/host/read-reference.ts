import { basename } from 'node:path'
import { matchAgency } from '../checklist/match-agency.ts'
import { classOfKind } from '../checklist/agency-state.ts'
import { agencyKey } from '../language/agency-name.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { Agency } from '../model/agency.ts'
import { AppError } from '../model/app-error.ts'
import { type DraftReader, isHalted } from '../model/ports/draft-reader.ts'
import { MOST_RUN_OUTS } from '../model/ports/job-handler.ts'
import type { ReferenceFigure } from '../model/reference-figures.ts'
import { tryWork } from '../office/do-work.ts'
import { readReferenceList, type ReadReference } from '../office/spreadsheet/read-reference-list.ts'
import type { ReferenceLine } from '../office/spreadsheet/reference-line.ts'
import { tellAgencyKind } from '../report/tell-agency-kind.ts'
import { readGiven } from './read-given.ts'

/** What a list says of the agency and year that a draft is of; nothing where its name fits no row, or several. */
export type FiguresOf = (agency: string | null, year: number | null) => readonly ReferenceFigure[]

/**
 * Reads a list of figures by agency (`--reference`).
 * @throws AppError where there is no such file, it cannot be read, or no figure of the form is in it
 */
export async function readReference(path: string, drafts: DraftReader, lexicon: Lexicon, mostBytes: number): Promise<FiguresOf> {
  const name = basename(path)
  const bytes = await readGiven(path, mostBytes)
  const list = await tryWork(drafts, MOST_RUN_OUTS, (attempt) => attempt.run('read-list', { bytes, name }))
  const read = isHalted(list) || list.status === 'unreadable' ? null : readReferenceList(lexicon, name, list.rows)
  if (!read || read.rows.length === 0)
    throw new AppError('unreadable', 'check: no figures in the list', { key: 'spreadsheet.reference-no-figures', with: { file: name } })
  return (agency, year) => (agency === null || !isOfYear(read, year) ? [] : figuresOf(read, name, rowsOf(lexicon, read, agency)))
}

const isOfYear = (read: ReadReference, year: number | null): boolean => read.year === null || read.year === year

/** The rows whose name may be short for an agency's; the very name goes first. */
function rowsOf(lexicon: Lexicon, { rows }: ReadReference, agency: string): readonly ReferenceLine[] {
  const exact = rows.filter(({ name }) => agencyKey(lexicon, name) === agencyKey(lexicon, agency))
  const own = agencyOf(lexicon, agency)
  return exact.length ? exact : rows.filter(({ name }) => matchAgency(lexicon, name, [own]).length > 0)
}

const figuresOf = ({ until }: ReadReference, list: string, [row, second]: readonly ReferenceLine[]): ReferenceFigure[] =>
  row && !second ? row.figures.map(([cell, value]) => ({ cell, value, list, until })) : []

/** An agency without a directory around it. */
const agencyOf = (lexicon: Lexicon, name: string): Agency => ({
  id: name,
  name,
  shortNames: [],
  superiorId: null,
  kind: classOfKind(tellAgencyKind(lexicon, name)) ?? 'department',
  contact: null,
  channel: null,
  position: 0,
})

import { agencyConsistent } from './wording/agency-consistent.ts'
import { amountUnit } from './tables/amount-unit.ts'
import { articlesCited } from './wording/articles-cited.ts'
import { aspectsCovered } from './structure/aspects-covered.ts'
import { cellsSatisfy } from './tables/cells-satisfy.ts'
import { cellsState } from './table-form/cells-state.ts'
import { cellsZero } from './tables/cells-zero.ts'
import { changeAgrees } from './cross-year/change-agrees.ts'
import { changesCorrect } from './narrative/changes-correct.ts'
import { claimsAgree } from './narrative-table/claims-agree.ts'
import { compareSums } from './tables/compare-sums.ts'
import { contactFormat } from './contact/contact-format.ts'
import { contactHabits } from './contact/contact-habits.ts'
import { contactPresent } from './contact/contact-present.ts'
import { documentMarks } from './privacy/document-marks.ts'
import { feeConsistent } from './narrative-table/fee-consistent.ts'
import { figuresRepeated } from './cross-year/figures-repeated.ts'
import { groupRowsEmpty } from './table-form/group-rows-empty.ts'
import { headingNumerals } from './structure/heading-numerals.ts'
import { headingsOfficial } from './structure/headings-official.ts'
import { identityNumbers } from './privacy/identity-numbers.ts'
import { labelsOfficial } from './table-form/labels-official.ts'
import { listSeparators } from './wording/list-separators.ts'
import { marksBalanced } from './wording/marks-balanced.ts'
import { measuresAgree } from './narrative/measures-agree.ts'
import { mobileNumbers } from './privacy/mobile-numbers.ts'
import { namesOfficial } from './wording/names-official.ts'
import { noneContradicted } from './narrative-table/none-contradicted.ts'
import { numberingSequence } from './wording/numbering-sequence.ts'
import { numbersGiven } from './narrative/numbers-given.ts'
import { partLength } from './structure/part-length.ts'
import { partSubstantial } from './structure/part-substantial.ts'
import { partsAddUp } from './narrative/parts-add-up.ts'
import { partsInOrder } from './structure/parts-in-order.ts'
import { partsPresent } from './structure/parts-present.ts'
import { periodStatement } from './period/period-statement.ts'
import { ratesPossible } from './narrative/rates-possible.ts'
import { requiredItems } from './structure/required-items.ts'
import { resultClassNamed } from './narrative-table/result-class-named.ts'
import { rowsComplete } from './table-form/rows-complete.ts'
import { selfReference } from './wording/self-reference.ts'
import { sharesPossible } from './narrative/shares-possible.ts'
import { signatureComplete } from './wording/signature-complete.ts'
import { signatureDate } from './period/signature-date.ts'
import { similarToLastYear } from './cross-year/similar-to-last-year.ts'
import { staleYear } from './period/stale-year.ts'
import { statementMade } from './structure/statement-made.ts'
import { subHeadings } from './structure/sub-headings.ts'
import { subordinatesComplete } from './hierarchy/subordinates-complete.ts'
import { sumOfSubordinates } from './hierarchy/sum-of-subordinates.ts'
import { tableLayout } from './table-form/table-layout.ts'
import { tablesPresent } from './structure/tables-present.ts'
import { textAbsent } from './wording/text-absent.ts'
import { titleForm } from './wording/title-form.ts'
import { topicsAnswered } from './structure/topics-answered.ts'
import { topicsReported } from './structure/topics-reported.ts'
import { unitStated } from './table-form/unit-stated.ts'
import { unitsAgree } from './narrative/units-agree.ts'
import { vagueTime } from './period/vague-time.ts'
import { wordsRepeated } from './wording/words-repeated.ts'
import type { Predicate } from './predicate.ts'

/** Every predicate that a rule may name. */
export const allPredicates: readonly Predicate[] = [
  agencyConsistent,
  amountUnit,
  articlesCited,
  aspectsCovered,
  cellsSatisfy,
  cellsState,
  cellsZero,
  changeAgrees,
  changesCorrect,
  claimsAgree,
  compareSums,
  contactFormat,
  contactHabits,
  contactPresent,
  documentMarks,
  feeConsistent,
  figuresRepeated,
  groupRowsEmpty,
  headingNumerals,
  headingsOfficial,
  identityNumbers,
  labelsOfficial,
  listSeparators,
  marksBalanced,
  measuresAgree,
  mobileNumbers,
  namesOfficial,
  noneContradicted,
  numberingSequence,
  numbersGiven,
  partLength,
  partSubstantial,
  partsAddUp,
  partsInOrder,
  partsPresent,
  periodStatement,
  ratesPossible,
  requiredItems,
  resultClassNamed,
  rowsComplete,
  selfReference,
  sharesPossible,
  signatureComplete,
  signatureDate,
  similarToLastYear,
  staleYear,
  statementMade,
  subHeadings,
  subordinatesComplete,
  sumOfSubordinates,
  tableLayout,
  tablesPresent,
  textAbsent,
  titleForm,
  topicsAnswered,
  topicsReported,
  unitStated,
  unitsAgree,
  vagueTime,
  wordsRepeated,
]

import { agencyConsistent } from './agency-consistent.ts'
import { amountUnit } from './amount-unit.ts'
import { articlesCited } from './articles-cited.ts'
import { aspectsCovered } from './aspects-covered.ts'
import { cellsSatisfy } from './cells-satisfy.ts'
import { cellsState } from './cells-state.ts'
import { cellsZero } from './cells-zero.ts'
import { changeAgrees } from './change-agrees.ts'
import { changesCorrect } from './changes-correct.ts'
import { claimsAgree } from './claims-agree.ts'
import { compareSums } from './compare-sums.ts'
import { contactFormat } from './contact-format.ts'
import { contactHabits } from './contact-habits.ts'
import { contactPresent } from './contact-present.ts'
import { documentMarks } from './document-marks.ts'
import { feeConsistent } from './fee-consistent.ts'
import { figuresRepeated } from './figures-repeated.ts'
import { groupRowsEmpty } from './group-rows-empty.ts'
import { headingNumerals } from './heading-numerals.ts'
import { headingsOfficial } from './headings-official.ts'
import { identityNumbers } from './identity-numbers.ts'
import { labelsOfficial } from './labels-official.ts'
import { listSeparators } from './list-separators.ts'
import { marksBalanced } from './marks-balanced.ts'
import { measuresAgree } from './measures-agree.ts'
import { mobileNumbers } from './mobile-numbers.ts'
import { namesOfficial } from './names-official.ts'
import { noneContradicted } from './none-contradicted.ts'
import { numberingSequence } from './numbering-sequence.ts'
import { numbersGiven } from './numbers-given.ts'
import { partLength } from './part-length.ts'
import { partSubstantial } from './part-substantial.ts'
import { partsAddUp } from './parts-add-up.ts'
import { partsInOrder } from './parts-in-order.ts'
import { partsPresent } from './parts-present.ts'
import { periodStatement } from './period-statement.ts'
import { ratesPossible } from './rates-possible.ts'
import { requiredItems } from './required-items.ts'
import { resultClassNamed } from './result-class-named.ts'
import { rowsComplete } from './rows-complete.ts'
import { selfReference } from './self-reference.ts'
import { sharesPossible } from './shares-possible.ts'
import { signatureComplete } from './signature-complete.ts'
import { signatureDate } from './signature-date.ts'
import { similarToLastYear } from './similar-to-last-year.ts'
import { staleYear } from './stale-year.ts'
import { statementMade } from './statement-made.ts'
import { subHeadings } from './sub-headings.ts'
import { subordinatesComplete } from './subordinates-complete.ts'
import { sumOfSubordinates } from './sum-of-subordinates.ts'
import { tableLayout } from './table-layout.ts'
import { tablesPresent } from './tables-present.ts'
import { textAbsent } from './text-absent.ts'
import { titleForm } from './title-form.ts'
import { topicsAnswered } from './topics-answered.ts'
import { topicsReported } from './topics-reported.ts'
import { unitStated } from './unit-stated.ts'
import { unitsAgree } from './units-agree.ts'
import { vagueTime } from './vague-time.ts'
import { wordsRepeated } from './words-repeated.ts'
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

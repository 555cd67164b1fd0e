import { contactFormat, contactHabits, contactPresent } from './contact/contact.ts'
import { siteOfficial } from './contact/site-official.ts'
import { figuresRepeated, similarToLastYear } from './cross-year/last-year.ts'
import { problemsAgain } from './cross-year/problems-again.ts'
import { subordinatesComplete, sumOfSubordinates } from './hierarchy/subordinates.ts'
import { textShared } from './hierarchy/text-shared.ts'
import { claimsAgree, noneContradicted } from './narrative-table/claims.ts'
import { amountAgrees, feeConsistent } from './narrative-table/fees.ts'
import { feeSums } from './narrative-table/fee-sums.ts'
import { rowsNamed } from './narrative-table/rows-named.ts'
import { resultClassNamed } from './narrative-table/result-classes.ts'
import { averagesCorrect } from './narrative/averages.ts'
import { partsAddUp, unitsAgree } from './narrative/breakdowns.ts'
import { changeAgrees, changesCorrect } from './narrative/changes.ts'
import { countsAgree } from './narrative/counted-things.ts'
import { measuresAgree, numbersGiven } from './narrative/counts.ts'
import { ownTablesAddUp, ownTablesAgree } from './narrative/own-table-checks.ts'
import { rateOfCounts } from './narrative/rate-of-counts.ts'
import { ratesPossible, sharesPossible } from './narrative/rates.ts'
import { groupingsWhole } from './narrative/groupings.ts'
import { numbersRelated } from './narrative/related-numbers.ts'
import { sharesWhole } from './narrative/shares-whole.ts'
import { datesPossible } from './period/dates-possible.ts'
import { partialYear } from './period/partial-year.ts'
import { periodStatement, signatureDate } from './period/period-and-date.ts'
import { planForPastYear } from './period/plans.ts'
import { stillInTime } from './period/still-in-time.ts'
import { staleYear, vagueTime } from './period/years.ts'
import { congressCurrent } from './political/congress-current.ts'
import { eventsByYear } from './political/events-by-year.ts'
import { phrasesExact } from './political/phrases-exact.ts'
import { documentMarks } from './privacy/document-marks.ts'
import { documentProperties } from './privacy/document-properties.ts'
import { identityNumbers, mobileNumbers } from './privacy/numbers.ts'
import { headingsOnce } from './structure/headings-once.ts'
import { headingsWithBody } from './structure/bodies.ts'
import { headingNumerals, headingsOfficial, subHeadings } from './structure/headings.ts'
import { itemNumerals } from './structure/item-numerals.ts'
import { tablesInPlace } from './structure/tables-in-place.ts'
import { listsCounted } from './structure/lists-counted.ts'
import { partLength, partSubstantial, partsInOrder, partsPresent, tablesPresent } from './structure/parts.ts'
import { partReferences } from './structure/part-references.ts'
import { announcedName, partsListed } from './structure/preamble.ts'
import { problemsAnswered } from './structure/problems-answered.ts'
import { remediesDated } from './structure/remedies-dated.ts'
import { aspectsCovered } from './structure/aspects.ts'
import { statementMade, topicsAnswered, topicsReported } from './structure/topics.ts'
import { requiredItems } from './structure/required-items.ts'
import { cellsState } from './table-form/cells-state.ts'
import { labelsOfficial, unitStated } from './table-form/labels.ts'
import { groupRowsEmpty, rowsComplete, tableLayout } from './table-form/rows.ts'
import { amountUnit, cellsZero } from './tables/amounts.ts'
import { cellsSatisfy } from './tables/cells-satisfy.ts'
import { compareSums } from './tables/compare-sums.ts'
import { figuresAsListed } from './tables/figures-as-listed.ts'
import { agencyConsistent, selfReference } from './wording/agency.ts'
import { articlesCited, namesOfficial } from './wording/laws.ts'
import { halfWidthMarks, listSeparators, marksBalanced } from './wording/marks.ts'
import { numberingBegins } from './wording/numbering-begins.ts'
import { numberingSequence } from './wording/numbering-sequence.ts'
import { sentencesOnce } from './wording/sentences-once.ts'
import { textAbsent } from './wording/text-absent.ts'
import { signatureComplete, titleForm } from './wording/title-and-signature.ts'
import { otherPlaces } from './wording/other-places.ts'
import { nearSounds } from './wording/near-sounds.ts'
import { paragraphsEnded } from './wording/paragraphs-ended.ts'
import { setPhrases } from './wording/set-phrases.ts'
import { wordsRepeated } from './wording/words-repeated.ts'
import type { Predicate } from './predicate.ts'

/** Every predicate that a rule may name, in the order of the names. */
export const allPredicates: readonly Predicate[] = [
  [contactFormat, contactHabits, contactPresent, siteOfficial],
  [figuresRepeated, similarToLastYear, problemsAgain],
  [subordinatesComplete, sumOfSubordinates, textShared],
  [claimsAgree, noneContradicted, amountAgrees, feeConsistent, feeSums, resultClassNamed, rowsNamed],
  [partsAddUp, unitsAgree, changeAgrees, changesCorrect, countsAgree, measuresAgree, numbersGiven],
  [
    averagesCorrect,
    groupingsWhole,
    numbersRelated,
    ownTablesAddUp,
    ownTablesAgree,
    rateOfCounts,
    ratesPossible,
    sharesPossible,
    sharesWhole,
  ],
  [datesPossible, partialYear, periodStatement, signatureDate, staleYear, stillInTime, vagueTime, planForPastYear],
  [congressCurrent, eventsByYear, phrasesExact],
  [documentMarks, documentProperties, identityNumbers, mobileNumbers],
  [
    headingNumerals,
    headingsOnce,
    headingsOfficial,
    itemNumerals,
    listsCounted,
    tablesInPlace,
    subHeadings,
    headingsWithBody,
    partLength,
    partSubstantial,
    partsInOrder,
    partsPresent,
    tablesPresent,
  ],
  [
    announcedName,
    partReferences,
    partsListed,
    aspectsCovered,
    requiredItems,
    statementMade,
    topicsAnswered,
    topicsReported,
    problemsAnswered,
    remediesDated,
  ],
  [cellsState, labelsOfficial, unitStated, groupRowsEmpty, rowsComplete, tableLayout],
  [amountUnit, cellsZero, cellsSatisfy, compareSums, figuresAsListed],
  [agencyConsistent, selfReference, articlesCited, namesOfficial, halfWidthMarks, listSeparators, marksBalanced],
  [
    nearSounds,
    numberingBegins,
    numberingSequence,
    otherPlaces,
    sentencesOnce,
    paragraphsEnded,
    setPhrases,
    textAbsent,
    signatureComplete,
    titleForm,
    wordsRepeated,
  ],
]
  .flat()
  .toSorted((a, b) => (a.name < b.name ? -1 : 1))

import { z } from 'zod'
import { sameAgency } from '../../language/agency-name.ts'
import type { Lexicon } from '../../language/lexicon.ts'
import type { AnnualReport } from '../../model/annual-report.ts'
import type { FoundPlace, Outcome } from '../../model/outcome.ts'
import { partName, placeName, placeOfSpan } from '../place-of-span.ts'
import { definePredicate } from '../predicate.ts'
import { bodyLines } from '../text-lines.ts'

const name = String.raw`[一-龥]{2,24}?(?:局|委员会|管委会|厅|人民政府(?:办公室|办公厅)?|政府办公室|街道办事处|办公室)`
const announced = new RegExp(`(?:公布|发布|编制|形成|公开|为)(${name})20\\d{2}年`, 'gu')
const subject = new RegExp(
  `(?:^|[。；\\n]|年[，,]|年度[，,]|以来[，,])\\s{0,4}(${name})(?=坚持|认真|严格|高度|深入|全面|积极|不断|持续|共|主动|依法|按照|根据|切实|牢固|始终|紧紧|紧扣|全年|本年|未收|没有|大力|扎实)`,
  'gu',
)
const wordsOfOthers = /转载|转发|来源|联合|会同|配合|牵头|等\d*个?(?:部门|单位)|下属|所属|由|向|给/

/** Title, announcement, contact and signature name one agency; another agency as the subject is left over from a template (WD-009). */
export const agencyConsistent = definePredicate({
  name: 'agency-consistent',
  options: z.strictObject({}),
  evidence: ['own', 'other', 'place'],
  run: ({ report, reference: { lexicon } }) => {
    const own = report.title?.agency ?? report.signature.agency?.text.replace(/\s/g, '') ?? null
    if (!own) return [{ kind: 'unknown', reason: { code: 'no-agency' } }]
    const outcomes: Outcome[] = []
    const fail = (other: string, where: string, place: FoundPlace, severity?: 'warning'): void => {
      outcomes.push({
        kind: 'fail',
        subject: `agency/${other}`,
        evidence: { own, other, place: where },
        places: [
          ...(report.title ? [placeOfSpan({ anchor: report.title.span.anchor, where: placeName('title') }, report.title.span.text)] : []),
          place,
        ],
        ...(severity ? { severity } : {}),
      })
    }
    const { agency: signed } = report.signature
    // A page's own foot may name the government that runs it; a signature has a date.
    if (signed && !fits(lexicon, report, own, signed.text) && (report.signature.date || !isSuperior(own, signed.text.trim())))
      fail(signed.text.trim(), '落款', placeOfSpan({ anchor: signed.anchor, where: partName(7) }, signed.text, signed.start, signed.end))
    const unit = report.contact.unit
    if (
      unit &&
      isAgency(unit.text) &&
      isNarrow(report) &&
      !fits(lexicon, report, own, unit.text) &&
      !isSuperior(own, unit.text.trim()) &&
      !unit.text.includes(shortest(own))
    )
      fail(unit.text.trim(), '联系单位', placeOfSpan({ anchor: unit.anchor, where: placeName('contact') }, unit.text, unit.start, unit.end))
    for (const line of bodyLines(report)) {
      if (line.anchor === report.title?.span.anchor) continue
      for (const match of line.part === 0 ? line.text.matchAll(announced) : [])
        if (!fits(lexicon, report, own, match[1] ?? '')) fail(match[1] ?? '', '前言', placeOfSpan(line, match[0]))
      if (!isNarrow(report)) continue
      for (const match of line.text.slice(0, 20_000).matchAll(subject)) {
        const other = match[1] ?? ''
        if (!fits(lexicon, report, own, other) && !isSuperior(own, other) && !wordsOfOthers.test(other))
          fail(other, '正文', placeOfSpan(line, match[0], match.index, match.index + match[0].length), 'warning')
      }
    }
    return outcomes.length ? outcomes : [{ kind: 'pass' }]
  },
})

const isNarrow = (report: AnnualReport): boolean => report.agency.kind === 'department' || report.agency.kind === 'township'
const isAgency = (text: string): boolean => /(?:局|委员会|厅|人民政府|街道办事处)/.test(text)

const trunk = (text: string): string => text.replace(/(?:人民)?政府(?:办公室|办公厅|办)?$/, '政府')

function fits(lexicon: Lexicon, report: AnnualReport, own: string, other: string): boolean {
  // “我局办公室” names nobody else.
  if (/^(?:请?与|请?向|联系)?(?:我|本)/.test(other.trim())) return true
  const cleaned = other.replace(/^(?:请与|与|联系|可|向|我|本)+/, '')
  if (sameAgency(lexicon, own, cleaned)) return true
  // A government's report may be signed and answered for by its office, and an office's by its government.
  if (report.agency.kind !== 'department' && sameAgency(lexicon, trunk(own), trunk(cleaned))) return true
  return cleaned.length < 3
}

/** What the agency is called without the place in front: 行政审批服务局. */
function shortest(own: string): string {
  return own.replace(/^.*[省市县区州盟旗](?=[一-龥]{3,})/, '')
}

/** A government or its office above or at the level of the agency itself: 区政府, 市人民政府办公室. */
function isSuperior(own: string, other: string): boolean {
  if (!/(?:人民政府|政府)(?:办公室|办公厅)?$/.test(other) && !/^(?:国务院|党中央|省|市|区|县)/.test(other)) return false
  const place = other.replace(/(?:人民)?政府.*$/, '')
  return place.length <= 2 || own.includes(place) || !/[区县镇乡]$/.test(place)
}

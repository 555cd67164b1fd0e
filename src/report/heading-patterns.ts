import type { Form } from '../form/form.ts'
import { editDistance } from '../language/edit-distance.ts'
import { squeeze } from '../language/squeeze-text.ts'

export type OfficialPart = 1 | 2 | 3 | 4 | 5 | 6

export interface HeadingMatch {
  readonly part: OfficialPart
  readonly match: 'official' | 'variant' | 'other'
  /** One of the form's own words, not only of their kind. */
  readonly listed: boolean
}

/** How the six headings are reworded in real reports; the words between may differ. */
const patterns: Readonly<Record<OfficialPart, RegExp>> = {
  1: /^(?:政府信息公开|政务公开)?(?:工作)?(?:总体|总的|基本)(?:工作)?(?:情况|概况)(?:概述)?$|^(?:工作)?概述$|^总体概[况述]$/,
  2: /^(?:行政机关)?主动公开(?:的)?(?:政府)?信息(?:的)?(?:工作)?情况$|^政府信息主动公开情况$/,
  3: /^(?:行政机关)?(?:收到|受理|接到)(?:和|及|与|、)?(?:处理|办理|答复)?.{0,6}(?:政府)?信息公开申请.{0,6}(?:情况)?$|^(?:政府)?信息公开申请(?:的)?(?:收到|受理)?(?:和|及|、)?(?:处理|办理)情况$/,
  4: /^.{0,22}行政法?复议.{0,10}诉讼.{0,10}$/,
  5: /^.{0,20}(?:存在|主要|问题|不足).{0,12}(?:改进|措施|打算|整改|下一步|解决).{0,10}$|^.{0,16}存在的?(?:主要)?问题$/,
  6: /^(?:其[他它])(?:需要?|须|应当?)?(?:要)?(?:说明|报告)?(?:的|和)?.{0,4}(?:报告|说明)?的?(?:事项|事宜|情况|内容)$|^(?:需要?|应当?)(?:说明|报告)的(?:其[他它])?(?:事项|情况)$/,
}

/**
 * Tells which official part a heading names, whatever its number.
 * @param heading without its numeral
 * @returns null where it is none of the six
 */
export function matchHeading(heading: string, form: Form): HeadingMatch | null {
  const text = squeeze(heading)
    .replace(/^20\d{2}年(?:度)?/, '')
    .replace(/[:：。、.,;]+$/, '')
  if (text.length < 2 || text.length > 40) return null
  for (const section of form.sections) {
    const part = section.part as OfficialPart
    if (text === squeeze(section.heading)) return { part, match: 'official', listed: true }
    if (section.variants.some((variant) => squeeze(variant) === text)) return { part, match: 'variant', listed: true }
  }
  for (const part of [1, 2, 3, 4, 5, 6] as const) if (patterns[part].test(text)) return { part, match: 'variant', listed: false }
  const near = form.sections.find((section) => editDistance(squeeze(section.heading), text, 2) <= 2)
  return near && text.length >= 8 ? { part: near.part as OfficialPart, match: 'other', listed: false } : null
}

/** The numeral in front of a level-one heading: “一、”, “1.”, “第一部分”, “## 一、”. */
export const headingNumeral = /^[#*\s]*(?:第?([一二三四五六七八九十]{1,2})(?:部分)?[、.,．:：\s]+|([1-9])[、.．](?!\d)|)/

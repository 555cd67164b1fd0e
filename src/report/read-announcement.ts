import type { Announcement, Passage } from '../model/annual-report.ts'
import { squeezeText } from '../language/squeeze-text.ts'

const report = String.raw`政府(?:政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?报告`
const opening = String.raw`(?:公布|发布|公开|编制了?|形成了?|撰写了?|编写了?|提交|现将)`
/** “现公布某某局2023年政府信息公开工作年度报告”, “编制《某某局2023年…》”, “发布某某局政府信息公开工作2022年度报告”. */
const wordings: readonly RegExp[] = [
  new RegExp(String.raw`《([一-龥()]{2,30}?)?(20\d{2})年(?:度)?([一-龥]{2,30}?)?${report}》`, 'g'),
  new RegExp(String.raw`${opening}([一-龥()]{2,30}?)?(20\d{2})年(?:度)?([一-龥]{2,30}?)?${report}`, 'g'),
  new RegExp(String.raw`${opening}《?([一-龥()]{2,30}?)政府信息公开工作(20\d{2})年度报告()`, 'g'),
]
/** Another document about reports, not this one. */
const aboutReports = /^(?:》?的?(?:编制|编写|发布|公布|报送|有关|相关|格式|要求|通知|范本|模板|和|及|数据))/
const self = /^(?:我|本|全|该|其|各|了|的|关于)/

/**
 * The preamble's own words for what is published. Where a page was copied without its title they alone name agency
 * and year; where there is a title they should say the same year.
 * @param passages in order; only those in front of part two are looked at, a preamble may stand inside part one
 */
export function readAnnouncement(passages: readonly Passage[]): Announcement | null {
  for (const passage of passages.filter(({ part }) => part === 0 || part === 1).slice(0, 12)) {
    const squeezed = squeezeText(passage.anchor, passage.text.slice(0, 2_000))
    for (const wording of wordings) {
      for (const match of squeezed.text.matchAll(wording)) {
        const end = match.index + match[0].length
        if (
          aboutReports.test(squeezed.text.slice(end)) ||
          /关于(?:做好|开展|报送|印发)[^,。]{0,30}$/.test(squeezed.text.slice(0, match.index + 1))
        )
          continue
        return { year: Number(match[2]), agency: nameIn(match[1]) ?? nameIn(match[3]), span: squeezed.span(match.index, end) }
      }
    }
  }
  return null
}

function nameIn(text: string | undefined): string | null {
  const name = text?.replace(/[《》“”"]/g, '').replace(/^(?:并|现|特)?(?:向社会)?(?:公布|发布|公开|编制)?(?:了)?/, '') ?? ''
  return name.length >= 3 &&
    !self.test(name) &&
    !/公开|报告|年度|工作|根据|要求/.test(name) &&
    /[局委厅办室府会院站所处社队中心区县市镇乡旗州盟省行道场司校部署]$/.test(name)
    ? name
    : null
}

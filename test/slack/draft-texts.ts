import type { Draft } from '../../src/model/ports/draft-store.ts'

/** Invented drafts in the prescribed form. They have no tables, so that there are findings. */
const PARTS = [
  '一、总体情况\n（一）主动公开情况。全年主动公开政府信息120条。\n（二）依申请公开情况。全年收到政府信息公开申请3件，均已答复。\n（三）政府信息管理情况。按规定管理。\n（四）平台建设情况。更新专栏。\n（五）监督保障情况。开展培训2次。',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况\n一是公开内容还不够全面。下一步将加强培训，完善制度。',
  '六、其他需要报告的事项\n本年度没有收取信息处理费。',
]

/** @param options.years the years of the period as written; `missing` leaves out that part */
export function draftText(options: { agency?: string; year?: number; period?: number; missing?: number } = {}): Uint8Array {
  const { agency = '青山市水务局', year = 2023, period = year, missing } = options
  const lead = `本报告根据《中华人民共和国政府信息公开条例》编制，统计期限自${period}年1月1日起至${period}年12月31日止。`
  const parts = PARTS.filter((_, index) => index + 1 !== missing)
  return new TextEncoder().encode(
    [`${agency}${year}年政府信息公开工作年度报告`, lead, ...parts, agency, `${year + 1}年1月15日`].join('\n\n'),
  )
}

/** Every state of a draft; the type keeps the list complete. */
export const DRAFT_STATES = Object.keys({
  received: 0,
  checked: 0,
  unreadable: 0,
  'not-a-report': 0,
  archive: 0,
  failed: 0,
} satisfies Record<Draft['state'], 0>)

import type { AgencyKind } from '../model/annual-report.ts'

/**
 * Tells from its name who reports; `unknown` where the name leaves it open, so that rules for one kind stay silent.
 * A place alone (“安平区2024年…”) is the consolidated report of its government.
 */
export function tellAgencyKind(name: string | null): AgencyKind {
  if (!name) return 'unknown'
  if (/(?:政府|管委会|管理委员会|行署)(?:办公室|办公厅|办)$|^.{0,12}政府办(?:公室)?$/.test(name)) return 'office'
  if (/(?:镇|乡|街道|苏木)(?:人民政府|政府|办事处|街道办)?$/.test(name)) return 'township'
  if (/街道办事处$|办事处$/.test(name)) return 'township'
  if (/人民政府$|政府$|行政公署$/.test(name)) return 'government'
  if (/(?:开发区|高新区|新区|示范区|试验区|实验区|度假区|园区|保税区)(?:管委会|管理委员会)?$/.test(name)) return 'government'
  if (/(?:省|市|县|区|州|盟|旗)$/.test(name) && name.length <= 14) return 'government'
  if (/(?:局|委|委员会|厅|办公室|办|中心|站|队|支队|大队|总队|院|所|处|社|会|公司|学校|医院|署|馆|部|分局|服务局|银行)$/.test(name))
    return 'department'
  return 'unknown'
}

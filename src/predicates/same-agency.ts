/**
 * Whether two names can be the same agency: one is the other shortened (区行政审批服务局 for 枣庄市台儿庄区行政审批服务局,
 * 住建局 for 住房和城乡建设局): its characters come in the same order in the other.
 */
export function sameAgency(one: string, other: string): boolean {
  const [a, b] = [tidy(one), tidy(other)]
  if (!a || !b) return true
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return isWithin(short, long) || isWithin(stem(short), stem(long))
}

const tidy = (name: string): string =>
  name
    .replace(/[（(][^）)]{0,30}[）)]/g, '')
    .replace(/[\s\u3000·“”"]/g, '')
    .replace(/^中华人民共和国/, '')

/** 局, 委, 办 … at the end may differ after a reform; what it does may not. */
const stem = (name: string): string => name.replace(/(?:人民政府|政府)?(?:办公室|办公厅|办事处|委员会|政府办|局|委|厅|办)$/, '')

function isWithin(short: string, long: string): boolean {
  let at = 0
  for (const char of long) if (char === short[at]) at++
  return at === short.length
}

const heading = /^[\s\u3000]*(?:[一二三四五六七][、.．]|[1-6][、.．])?[\s\u3000]*(?:总体情况|.{0,14}主动公开政府信息.{0,3}情况|.{0,10}收到和处理政府信息公开申请.{0,3}情况|.{0,20}行政(?:法)?复议.{1,8}行政诉讼.{0,3}情况|.{0,14}存在.{0,4}问题.{0,12}|其[他它].{0,3}报告.{0,3}事项)[\s\u3000：:。]*$/

/** Whether a line is the heading of one of the six parts, which no table has among its rows. */
export function isPartHeading(text: string): boolean {
  return text.length <= 60 && heading.test(text)
}

/** rules/lexicon/signs/parts.yaml: word lists by name, written `{name}` in patterns. */
export type SignParts = Readonly<Record<string, readonly string[]>>

const PART = /\{(\p{L}[\p{L}\d]*)\}/gu
/** Half-width marks of a question (normalise-question.ts), as patterns may have them in full width. */
const MARKS: Readonly<Record<string, string>> = {
  '（': '\\(',
  '）': '\\)',
  '：': ':',
  '，': ',',
  '？': '\\?',
  '；': ';',
  '！': '!',
  '％': '%',
}

/** No figure in a question is longer; without an end, several in one pattern read slowly. */
const FIGURE = '\\d{1,9}'

/**
 * Alternatives, one a line in the file, as one regular expression.
 * @param own lines that `{about}` stands for
 * @throws SyntaxError in Chinese: a part that is not there, parts in a circle, what would read slowly or does not parse
 */
export function joinPatterns(lines: readonly string[], parts: SignParts, own: readonly string[] = []): string {
  const source = expand(lines.join('|'), { ...parts, about: own }, [])
    .replace(/\\.|[A-Z（）：，？；！％]/g, (found) => (found.length > 1 ? found : (MARKS[found] ?? found.toLowerCase())))
    .replaceAll('\\d+', FIGURE)
  const slow = /(?<!\\)\)(?:[*+]|\{\d+,\})/.exec(source)
  if (slow) throw new SyntaxError(`“${slow[0]}”会越读越慢：括号后面请写最多几次，如 {0,3}`)
  if (
    source
      .replace(/\(\?<?[=!]\.\*/g, '')
      .split('|')
      .some((one) => (one.match(/\.[*+]/g) ?? []).length > 1)
  )
    throw new SyntaxError('两处 .* 会越读越慢：请写最多隔几个字，如 .{0,12}')
  if (/\\[1-9]/.test(source)) throw new SyntaxError('不能用 \\1 指前面的括号：各行会合成一条')
  if (/(^|[|(])([|)]|$)/.test(source.replace(/\\./g, 'x'))) throw new SyntaxError('有空的一项（连着的 | 或空括号）：什么都会对上')
  try {
    return new RegExp(source).source
  } catch (error) {
    throw new SyntaxError(`正则写得不对：${(error as Error).message}`, { cause: error })
  }
}

function expand(source: string, parts: SignParts, within: readonly string[]): string {
  return source.replace(PART, (_, name: string) => {
    const lines = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (!lines?.length) throw new SyntaxError(`没有叫“${name}”的词组（词组写在 lexicon/signs/parts.yaml）`)
    if (within.includes(name)) throw new SyntaxError(`词组“${name}”绕回了自己`)
    return `(?:${expand(lines.join('|'), parts, [...within, name])})`
  })
}

import { NUMBER, readNumber } from '../language/chinese-numerals.ts'
import type { Topic } from './knowledge.ts'

export interface ArticleReference {
  /** Name as our topics have it: 条例, 行政复议法 …; null where the question names no law. */
  readonly law: string | null
  readonly number: number
}

const LAWS: readonly (readonly [RegExp, string])[] = [
  [/行政复议法|复议法/, '行政复议法'],
  [/行政诉讼法|诉讼法/, '行政诉讼法'],
  [/立法法/, '立法法'],
  [/保守国家秘密法|保密法/, '保守国家秘密法'],
  [/个人信息保护法|个保法/, '个人信息保护法'],
  [/处理费管理办法|收费办法|109号文?|管理办法|(?<!怎么)办法第/, '办法'],
  [/行政处罚法/, '行政处罚法'],
  [/行政许可法/, '行政许可法'],
  [/宪法|民法典|刑法|公务员法|档案法|统计法/, '其他法律'],
  [/旧条例|老条例|492号/, '旧条例'],
  // Any other 条例 or 法 than those above is one that we know nothing of.
  [/(?<!公开|公开工作)(?<![据照用行新该这于的按本引依国]|^)(?<=[\u4e00-\u9fff]{2})条例/, '其他法律'],
  [/[\u4e00-\u9fff]{2,}法(?:实施条例)?第/, '其他法律'],
  [/条例|711号/, '条例'],
]
const ARTICLE = new RegExp(`第?(${NUMBER})条(?:第(${NUMBER})款)?(?:第(${NUMBER})项)?`)

/** A law's article that a question names; null where it names none. */
export function findArticle(normal: string): ArticleReference | null {
  const bare = normal.replace(/[\s()]/g, '')
  const match = ARTICLE.exec(bare)
  const number = match?.[1] === undefined ? null : readNumber(match[1])
  if (!match || !number) return null
  const law = LAWS.find(([pattern]) => pattern.test(bare))?.[1] ?? null
  // “30条” of a count is no article.
  if (!match[0].startsWith('第') && law === null) return null
  if (!match[0].startsWith('第') && !new RegExp(`(条例|法|办法)${match[0]}`).test(bare)) return null
  return { law, number }
}

/** The topic that tells of the article; null where none does. */
export function topicOfArticle({ law, number }: ArticleReference, topics: readonly Topic[]): Topic | null {
  return (
    topics.find(
      ({ article }) => article && article.law === (law ?? '条例') && (article.number === number || article.numbers?.includes(number)),
    ) ?? null
  )
}

import { describe, expect, it } from 'vitest'
import { auditQuestions } from '../../src/answer/audit-questions.ts'
import { answerer, drafter, knowledge, rules } from './sample-answerer.ts'

const phrasings = new Map(
  [...rules, ...knowledge.topics].map(({ id, questions }) => [id, [...questions, ...(knowledge.asked[id]?.questions ?? [])]]),
)

describe('the knowledge', () => {
  it('has six phrasings an entry, no phrasing under two unrelated entries, and only references to existing entries', () =>
    expect(auditQuestions({ ...knowledge, rules })).toEqual([]))

  it('reports too few phrasings, a phrasing under two entries and a missing entry', () => {
    const [one, two] = knowledge.topics.filter(({ id }) => id.startsWith('LAW/article-1')).map((topic) => ({ ...topic, rules: [] }))
    if (!one || !two) throw new Error('no topics')
    const asked = { [one.id]: { questions: ['一', '二', '三', '四', '五', '六'], signs: [] }, [two.id]: { questions: ['六'], signs: [] } }
    const problems = auditQuestions({
      rules: [],
      topics: [
        { ...one, next: [two.id] },
        { ...two, next: ['LAW/none'] },
      ],
      asked,
    })
    expect(problems.map(({ id, text, code }) => `${id} ${text} ${code}`)).toEqual([
      `${two.id} ${two.id} too-few`,
      `${two.id} 六 twice`,
      `${two.id} LAW/none no-such-entry`,
    ])
  })

  it('says so in an answer from memory', () => {
    for (const { id, kind, answer, basis } of knowledge.topics)
      if (kind === 'topic' && basis.some(({ source }) => source === 'memory'))
        expect(answer, id).toMatch(/口径|以上级通知为准|未核|没有见到|未见/)
  })

  it('has a topic for each cell of the tables or for its row', () => {
    const text = knowledge.topics
      .filter(({ id }) => id.startsWith('TABLE'))
      .map(({ answer, title }) => title + answer)
      .join('\n')
    for (const label of [
      '属于国家秘密',
      '其他法律行政法规禁止公开',
      '三安全一稳定',
      '保护第三方合法权益',
      '属于三类内部事务信息',
      '属于四类过程性信息',
      '属于行政执法案卷',
      '属于行政查询事项',
      '本机关不掌握相关政府信息',
      '没有现成信息需要另行制作',
      '补正后申请内容仍不明确',
      '信访举报投诉类申请',
      '重复申请',
      '要求提供公开出版物',
      '无正当理由大量反复申请',
      '要求行政机关确认或重新出具已获取信息',
      '申请人无正当理由逾期不补正',
      '申请人逾期未按收费通知要求缴纳费用',
      '结转下年度继续办理',
      '本年新收政府信息公开申请数量',
      '上年结转政府信息公开申请数量',
      '结果维持',
      '结果纠正',
      '其他结果',
      '尚未审结',
      '本年制发',
      '本年废止',
      '现行有效',
      '行政许可',
      '行政处罚',
      '行政强制',
      '行政事业性收费',
    ])
      expect(text, label).toContain(label)
  })

  it('finds a rule or topic by its own questions', () => {
    const asked = [...phrasings]
      .flatMap(([id, questions]) => questions.map((question) => ({ id, question })))
      // One in four: each takes some milliseconds.
      .filter((_, at) => at % 4 === 0)
    const lost = asked.filter(({ id, question }) => !answerer.answer(question, drafter).route.includes(id))
    expect(lost.length / asked.length, lost.map(({ id, question }) => `${question} → ${id}`).join('\n')).toBeLessThan(0.03)
  })
})

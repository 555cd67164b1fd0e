import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadWords } from '../../src/host/load-words.ts'
import { Reply, type ReplyBlock } from '../../src/model/reply.ts'
import { checklistReply } from '../../src/reply/checklist-reply.ts'
import { makeChecklist, makeFinding } from '../support/make-checklist.ts'
import { replyText } from '../support/reply-text.ts'

const words = loadWords(join(import.meta.dirname, '../../prompts-templates'))
const items = (blocks: readonly ReplyBlock[]) => blocks.flatMap((block) => (block.kind === 'item' ? [block] : []))

describe('checklist as a reply', () => {
  it('starts with agency, year, version and counts, and shows each item whole', () => {
    const reply = checklistReply(
      makeChecklist({
        items: [
          makeFinding({ basis: [{ document: '上级模板', source: 'memory' }], consequences: [{ rule: 'T3-002', message: '总计也不平' }] }),
        ],
      }),
      words,
    )
    const text = replyText(reply)
    expect(Reply.parse(reply)).toEqual(reply)
    expect(text).toContain('云溪区文化和旅游局 · 2026 年度 · 第 1 稿')
    expect(text).toContain('必改 1　建议 0　提示 0')
    for (const part of [
      '表三列平衡',
      'T3-001',
      '第三部分 表三 “自然人”列',
      '现值：5 + 1 ≠ 4 + 1 → 应为 两边相等',
      '先按办理台账核对',
      '上级模板（口径以上级通知为准）',
      '连带：总计也不平',
      '[解释]',
      '[误报]',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('新增')
  })

  it('marks new and still there from the second version on, and lists what is fixed', () => {
    const checklist = makeChecklist({
      version: 2,
      items: [makeFinding()],
      fixed: [{ rule: 'TP-002', title: '统计期限年份', message: '', fingerprint: 'x' }],
    })
    checklist.items[0]!.state = 'still'
    const reply = checklistReply(checklist, words)
    expect(items(reply.blocks)[0]?.badge).toBe('仍在')
    expect(replyText(reply)).toContain('必改 1（新增 0、仍在 1）')
    expect(replyText(reply)).toContain('已改 1 条')
    expect(replyText(reply)).toContain('[与上版比较]')
  })

  it('shows draft words as draft words, whatever they look like', () => {
    const evil = '**<script>alert(1)</script>** <!channel> `x` ⟦y⟧ {{ z }}'
    const reply = checklistReply(
      makeChecklist({ items: [makeFinding({ where: [{ label: '第一部分', quote: evil, anchor: null }], message: evil })] }),
      words,
    )
    const lines = items(reply.blocks)[0]!.lines
    expect(lines.flatMap((line) => line.spans)).toContainEqual({ text: evil, style: 'draft' })
    expect(lines[0]?.spans).toEqual([{ text: evil, style: 'plain' }])
  })

  it('says a shared reason of several undecided rules once', () => {
    const unknown = ['CY-001', 'CY-002', 'CY-003'].map((rule) => ({ rule, title: rule, reason: '没有上一年度年报' }))
    const text = replyText(checklistReply(makeChecklist({ unknown }), words))
    expect(text.split('没有上一年度年报')).toHaveLength(2)
    expect(text).toContain('没有判定的 3 条（不算差错）：没有上一年度年报（3条）。')
    expect(text).toContain('3 条无法判定')
  })

  it('says in one line what would let more rules be judged, with a button for each', () => {
    const of = (rule: string, code: string, reason: string) => ({ rule, title: rule, reason, code })
    const unknown = [
      of('CY-001', 'no-last-year', '没有2025年的年报，可上传后比对'),
      of('CY-002', 'no-last-year', '没有2025年的年报，可上传后比对'),
      of('ST-011', 'no-profile', '没有选择地区配置，不查地方要求的事项'),
      of('T3-001', 'cells-unreadable', '表三有没读准的格，请对照原稿'),
    ]
    const text = replyText(checklistReply(makeChecklist({ unknown }), words, { profiles: true }))
    expect(text).toContain(
      '没有判定的 4 条（不算差错）：上传2025年年报可再查2条；选择地区配置可再查1条；表三有没读准的格，请对照原稿（1条）。',
    )
    for (const button of ['[上传2025年年报可再查2条]', '[选择地区配置可再查1条]', '[看没有判定的 4 条]']) expect(text).toContain(button)
    expect(replyText(checklistReply(makeChecklist({ unknown: [] }), words))).not.toContain('没有判定')
  })

  it('says once that a file was converted, with every place that was not read', () => {
    const unknown = [
      { rule: 'ST-001', title: '缺少部分', reason: '第五部分的标题没有找到，但有相应内容，请对照原稿', code: 'heading-lost' },
      { rule: 'ST-009', title: '问题', reason: '没有找到第五部分', code: 'part-absent' },
      { rule: 'T3-001', title: '表三', reason: '表三有一行像是读错了位，请对照原稿', code: 'cells-shifted' },
      { rule: 'T3-002', title: '表三', reason: '表三有一行像是读错了位，请对照原稿', code: 'cells-shifted' },
      { rule: 'NT-001', title: '正文', reason: '没有2023年的年报', code: 'no-last-year' },
    ]
    const text = replyText(checklistReply(makeChecklist({ unknown }), words))
    expect(text.match(/像是转换来的/g)).toHaveLength(1)
    expect(text).toContain('第五部分的标题没有找到；表三有一行像是读错了位。')
    expect(text).toContain('没有判定的 1 条')
  })

  it('marks the words that a place is about within its quotation', () => {
    const where = [{ label: '第一部分', quote: '其中予以公开7件，不予公开1件', focus: { start: 2, end: 8 }, anchor: 'p3' }]
    expect(replyText(checklistReply(makeChecklist({ items: [makeFinding({ where })] }), words))).toContain(
      '第一部分：“其中【予以公开7件】，不予公开1件”',
    )
  })

  it('shows only errors on request, and a button for all items', () => {
    const checklist = makeChecklist({ items: [makeFinding(), makeFinding({ severity: 'warning', rule: 'WD-001', title: '套话' })] })
    const text = replyText(checklistReply(checklist, words, { only: 'error' }))
    expect(text).toContain('T3-001')
    expect(text).not.toContain('WD-001')
    expect(text).toContain('[看全部]')
    expect(replyText(checklistReply(makeChecklist({ items: [] }), words, { only: 'error' }))).toContain('没有必改项')
  })

  it('folds many notices, lists waived items apart, and offers no 误报 for rules that may not be waived', () => {
    const notices = Array.from({ length: 6 }, (_, index) => makeFinding({ severity: 'notice', fingerprint: `n${index}`, rule: 'WD-007' }))
    const waived = [
      {
        finding: makeFinding({ rule: 'ST-002', title: '标题用语' }),
        waiver: { fingerprint: 'w', rule: 'ST-002', reason: '上级模板如此', by: '王敏', at: '2027-01-05T01:00:00.000Z', until: null },
      },
    ]
    const reply = checklistReply(makeChecklist({ items: notices, waived }), words, { neverWaived: new Set(['WD-007']) })
    const folds = reply.blocks.filter((block) => block.kind === 'fold')
    expect(folds).toHaveLength(2)
    expect(items(folds[0]!.blocks)).toHaveLength(6)
    expect(items(folds[0]!.blocks)[0]?.actions.map((action) => action.command)).toEqual(['explain'])
    expect(replyText(reply)).toContain('上级模板如此（王敏，2027-01-05）')
    expect(replyText(reply)).toContain('[撤回误报]')
  })

  it('says that a draft is clean, or has no agency or year', () => {
    const text = replyText(checklistReply(makeChecklist({ items: [], agency: null, year: null }), words))
    expect(text).toContain('没有发现要改的地方')
    expect(text).toContain('未认出单位名称')
  })
})

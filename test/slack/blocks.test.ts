import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reply, ReplyBlock } from '../../src/model/reply.ts'
import { readActionId } from '../../src/platforms/slack/blocks/draw-actions.ts'
import { drawReply, type DrawOptions } from '../../src/platforms/slack/blocks/draw-reply.ts'
import { messageProblems } from './fake/block-limits.ts'
import { anyReply } from './reply-arbitrary.ts'

const OPTIONS: DrawOptions = { maxBlocks: 50, maxJson: 11_000, sayLeft: (items) => `另有 ${items} 项，见附件` }

function item(number: number, severity: 'error' | 'warning' | 'notice' = 'error'): ReplyBlock {
  return {
    kind: 'item',
    number,
    severity,
    title: [{ text: `予以公开件数，正文与表三不一致（${number}）`, style: 'plain' }],
    rule: 'NT-004',
    badge: null,
    lines: [
      {
        label: '位置',
        spans: [
          { text: '第二部分（二）：', style: 'plain' },
          { text: '其中予以公开7件，不予公开0件', style: 'draft' },
        ],
      },
      { label: '现值', spans: [{ text: '予以公开 7 → 应为 5', style: 'plain' }] },
      { label: '依据', spans: [{ text: '条例第三十六条', style: 'plain' }] },
    ],
    actions: [
      { command: 'explain', value: `c1:${number}`, label: '解释', style: 'plain' },
      { command: 'waive', value: `c1:${number}`, label: '误报（写理由）', style: 'plain', asks: 'reason' },
    ],
    fingerprint: `fp${number}`,
  }
}

const FOOT: ReplyBlock = { kind: 'actions', actions: [{ command: 'show-errors', value: 'c1', label: '只看必改', style: 'primary' }] }

function report(count: number): Reply {
  const heading: ReplyBlock[] = [
    { kind: 'heading', level: 1, spans: [{ text: '某区某局 · 2023 年度 · 第 1 稿', style: 'plain' }] },
    { kind: 'heading', level: 2, spans: [{ text: '必改', style: 'plain' }] },
  ]
  return {
    text: `某区某局 必改 ${count}`,
    blocks: [...heading, ...Array.from({ length: count }, (_, at) => item(at + 1)), FOOT],
    files: [],
  }
}

const say = (blocks: unknown) => JSON.stringify(blocks)

describe('a checklist in Slack', () => {
  it('is shown whole if short, with its buttons and those of every finding', () => {
    const drawn = drawReply(report(4), OPTIONS)
    expect(drawn.left).toBeNull()
    expect(messageProblems(drawn.blocks)).toEqual([])
    expect(say(drawn.blocks).match(/解释/g)).toHaveLength(4)
    expect(say(drawn.blocks)).toContain('只看必改')
  })

  it('is cut within the limits at sixty findings, says how many are left, and keeps its buttons', () => {
    const drawn = drawReply(report(60), OPTIONS)
    expect(messageProblems(drawn.blocks)).toEqual([])
    expect(JSON.stringify(drawn.blocks).length).toBeLessThanOrEqual(OPTIONS.maxJson)
    const shown = drawn.blocks.filter((block) => say(block).includes('NT-004')).length
    expect(shown).toBeGreaterThanOrEqual(15)
    expect(drawn.left).toEqual({ items: 60 - shown })
    expect(say(drawn.blocks)).toContain(`另有 ${60 - shown} 项，见附件`)
    expect(say(drawn.blocks.at(-1))).toContain('只看必改')
  })

  it('drops the buttons of notices before it drops a finding', () => {
    const reply: Reply = { text: 'x', blocks: [item(1), ...Array.from({ length: 17 }, (_, at) => item(at + 2, 'notice')), FOOT], files: [] }
    const drawn = drawReply(reply, OPTIONS)
    expect(drawn.left).toBeNull()
    expect(say(drawn.blocks).match(/"text":"解释"/g)).toHaveLength(1)
  })

  it('has no heading without content', () => {
    const reply: Reply = {
      text: 'x',
      blocks: [
        ...report(14).blocks.slice(0, -1),
        { kind: 'heading', level: 2, spans: [{ text: '提示', style: 'plain' }] },
        ...Array.from({ length: 40 }, (_, at) => item(at + 20, 'notice')),
      ],
      files: [],
    }
    const drawn = drawReply(reply, { ...OPTIONS, maxBlocks: 17, maxJson: 1e6 })
    expect(drawn.left).toEqual({ items: 40 })
    expect(say(drawn.blocks)).not.toContain('"提示"')
  })

  it('lists folded findings by title', () => {
    const reply: Reply = {
      text: 'x',
      blocks: [{ kind: 'fold', summary: [{ text: '提示 2 条', style: 'plain' }], blocks: [item(5, 'notice'), item(6, 'notice')] }],
      files: [],
    }
    const drawn = drawReply(reply, OPTIONS)
    expect(drawn.left).toBeNull()
    expect(say(drawn.blocks)).toContain('5. ')
    expect(say(drawn.blocks)).not.toContain('条例第三十六条')
  })

  it('accepts only its own buttons', () => {
    const drawn = drawReply(report(1), OPTIONS)
    const buttons = drawn.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
    expect(buttons.map((button) => readActionId(button.action_id ?? ''))).toEqual([
      { command: 'explain', asksReason: false },
      { command: 'waive', asksReason: true },
      { command: 'show-errors', asksReason: false },
    ])
    expect(readActionId('some-other-button')).toBeNull()
  })
})

describe('any reply', () => {
  it('is within Slack’s limits and never empty', () => {
    fc.assert(
      fc.property(anyReply, fc.constantFrom(11_000, 5_500), (reply, maxJson) => {
        const drawn = drawReply(reply, { ...OPTIONS, maxJson })
        expect(messageProblems(drawn.blocks)).toEqual([])
        expect(JSON.stringify(drawn.blocks).length).toBeLessThanOrEqual(maxJson)
        expect(drawn.text.length).toBeGreaterThan(0)
      }),
      { numRuns: 80 },
    )
  })

  it('shows words only as literal text: no mrkdwn, no mention, no link except rule links', () => {
    fc.assert(
      fc.property(anyReply, (reply) => {
        const drawn = drawReply(reply, OPTIONS)
        for (const node of nodes(drawn.blocks)) {
          expect(node['type']).not.toBe('mrkdwn')
          expect(['user', 'usergroup', 'channel', 'broadcast', 'emoji', 'date', 'team']).not.toContain(node['type'])
          if (node['type'] === 'plain_text') expect(node['emoji']).toBe(false)
          if (node['type'] === 'link') expect(node['url']).toBe('https://www.gov.cn/x')
        }
        expect(drawn.text).not.toMatch(/[<>]/)
        expect(JSON.stringify(drawn)).not.toMatch(/[\u202e\u200b]/)
      }),
      { numRuns: 80 },
    )
  })

  it('links no words of a draft, even if a link is given', () => {
    const reply: Reply = {
      text: '',
      blocks: [{ kind: 'paragraph', spans: [{ text: '点这里', style: 'draft', href: 'https://evil.example/' }] }],
      files: [],
    }
    expect(JSON.stringify(drawReply(reply, OPTIONS).blocks)).not.toContain('evil')
  })
})

function nodes(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(nodes)
  if (typeof value !== 'object' || value === null) return []
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(nodes)]
}

import * as fc from 'fast-check'
import type { Reply, ReplyAction, ReplyBlock, ReplySpan } from '../../src/model/reply.ts'

const nasty = fc.constantFrom(
  '<!channel>',
  '<@U0ZHANG0001>',
  '<https://evil.example|点这里>',
  '*粗*',
  '_斜_',
  '`代码`',
  '@here',
  ':smile:',
  '&lt;!everyone&gt;',
  '\u202e反',
  '\u200b',
  '\u0000',
  '\n\n',
  '',
)
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  nasty,
  fc.array(nasty, { maxLength: 6 }).map((all) => all.join('')),
  fc.string({ minLength: 500, maxLength: 6000 }),
)

const span: fc.Arbitrary<ReplySpan> = fc.record(
  {
    text: words,
    style: fc.constantFrom<ReplySpan['style']>('plain', 'strong', 'code', 'draft'),
    href: fc.constantFrom('https://www.gov.cn/x', 'javascript:alert(1)', 'slack://user?id=U1', ''),
  },
  { requiredKeys: ['text', 'style'] },
)
const spans = fc.array(span, { maxLength: 6 })

const action: fc.Arbitrary<ReplyAction> = fc.record(
  {
    command: fc.constantFrom('explain', 'waive', 'show-errors', 'compare', 'x'.repeat(300)),
    value: fc.oneof(fc.string({ maxLength: 40 }), fc.string({ minLength: 1990, maxLength: 2100 })),
    label: fc.string({ maxLength: 120 }),
    style: fc.constantFrom<ReplyAction['style']>('plain', 'primary', 'danger'),
    asks: fc.constant('reason' as const),
  },
  { requiredKeys: ['command', 'value', 'label', 'style'] },
)

const flat: fc.Arbitrary<ReplyBlock> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), level: fc.constantFrom(1 as const, 2 as const), spans }),
  fc.record({ kind: fc.constant('paragraph' as const), spans }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(spans, { maxLength: 40 }) }),
  fc.record({
    kind: fc.constant('item' as const),
    number: fc.option(fc.integer({ min: 1, max: 99 })),
    severity: fc.option(fc.constantFrom('error' as const, 'warning' as const, 'notice' as const)),
    title: spans,
    rule: fc.constantFrom('T3-001', ''),
    badge: fc.option(fc.string({ maxLength: 10 })),
    lines: fc.array(fc.record({ label: fc.string({ maxLength: 10 }), spans }), { maxLength: 6 }),
    actions: fc.array(action, { maxLength: 30 }),
    fingerprint: fc.option(fc.string()),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    header: fc.array(fc.string(), { maxLength: 6 }),
    rows: fc.array(fc.array(spans, { maxLength: 6 }), { maxLength: 30 }),
  }),
  fc.record({ kind: fc.constant('actions' as const), actions: fc.array(action, { maxLength: 60 }) }),
)

const fold: fc.Arbitrary<ReplyBlock> = fc.record({
  kind: fc.constant('fold' as const),
  summary: spans,
  blocks: fc.array(flat, { maxLength: 20 }),
})

/** Any reply that the model allows, hostile words included. */
export const anyReply: fc.Arbitrary<Reply> = fc.record({
  text: words,
  blocks: fc.array(fc.oneof({ weight: 5, arbitrary: flat }, { weight: 1, arbitrary: fold }), { maxLength: 60 }),
  files: fc.constant([]),
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadWords } from '../../src/host/load-words.ts'
import { parseMarkup } from '../../src/reply/markup.ts'

const words = loadWords(join(import.meta.dirname, '../../prompts-templates'))
/** Sentences that take markup (`raw`) from other sentences. */
const TAKES_MARKUP: ReadonlySet<string> = new Set(['answer.item.where'])
const HOSTILE = '**a** `b` ⟦c⟧ {{ d }} <!channel> <b>\\'

describe('every sentence', () => {
  it.each(words.keys())('%s', (key) => {
    const names = words.variables(key)
    for (const value of [HOSTILE, 3]) {
      const values = Object.fromEntries(names.map((name) => [name, listNames(key).has(name) ? [value, value] : value]))
      const spans = parseMarkup(words.say(key, values))
      if (value === 3) expect(spans.length, key).toBeGreaterThan(0)
      // A hostile value makes no more marks than a harmless one.
      const harmless = Object.fromEntries(names.map((name) => [name, listNames(key).has(name) ? ['x', 'x'] : 'x']))
      if (value === HOSTILE && !TAKES_MARKUP.has(key))
        expect(spans.map((span) => span.style)).toEqual(parseMarkup(words.say(key, harmless)).map((span) => span.style))
    }
  })
})

/** Values that are lists: the template loops over or joins them. */
function listNames(key: string): Set<string> {
  return new Set(
    {
      'checklist.unknown-item': ['rules'],
      'chat.unpacked': ['skipped'],
      'startup.ready': ['on', 'off'],
      'agencies.usage': ['channels'],
      'cli.usage': ['doctors'],
      'agencies.error.bad-channel': ['channels'],
      'users.usage': ['accounts', 'channels'],
      'export.comment.places': ['places'],
      'spreadsheet.ask': ['seems'],
      'spreadsheet.list-refused': ['lines'],
      'spreadsheet.list-changes': ['lines'],
      'spreadsheet.unsure': ['seems'],
      'spreadsheet.other': ['heads'],
    }[key] ?? [],
  )
}

import { expect, it } from 'vitest'
import { join } from 'node:path'
import { openNodeSqlite } from '../../src/store/node-sqlite.ts'
import { openTestStore } from '../support/open-test-store.ts'
import { describeStore } from './store-contract.ts'

describeStore('store on better-sqlite3', async () => {
  const opened = openTestStore()
  return { store: opened.store, close: () => opened.close() }
})

it('opens an existing database again, durable against power loss', async () => {
  const first = openTestStore()
  await first.store.commit([first.store.settings.put('a', 1, 'u', '2027')])
  const again = openNodeSqlite(join(first.folder, 'nianbao.db'), join(import.meta.dirname, '../../migrations'))
  expect(await again.get('SELECT value FROM settings WHERE key = ?', 'a')).toEqual({ value: '1' })
  expect(again.native.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(again.native.pragma('synchronous', { simple: true })).toBe(2)
  expect(again.native.pragma('foreign_keys', { simple: true })).toBe(1)
  again.close()
  first.close()
})

import type { SettingStore } from '../model/ports/setting-store.ts'
import type { Database } from './database.ts'
import { change } from './prepared-write.ts'

export const sqlSettings = (database: Database): SettingStore => ({
  get: async (key) => {
    const row = await database.get<{ value: string }>('SELECT value FROM settings WHERE key = ?', key)
    return row ? (JSON.parse(row.value) as unknown) : null
  },
  put: (key, value, by, at) => {
    const sql = `INSERT INTO settings (key, value, by_user, at) VALUES (?, ?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, by_user = excluded.by_user, at = excluded.at`
    return change(sql, key, JSON.stringify(value), by, at)
  },
})

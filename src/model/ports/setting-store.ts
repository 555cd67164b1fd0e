import type { Write } from './write.ts'

/** Settings that people change while it runs; JSON values by key. */
export interface SettingStore {
  get(key: string): Promise<unknown>
  put(key: string, value: unknown, by: string, at: string): Write
}

import type { Database } from './database.ts'

/** Whether a session of the sign-in library is still there and has not run out. Its table, and so its names, are the library's own. */
export const isSessionOpen = async (database: Database, id: string, now: string): Promise<boolean> =>
  (await database.get('SELECT 1 FROM auth_sessions WHERE id = ? AND expiresAt > ?', id, now)) !== null

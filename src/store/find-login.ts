import type { Database } from './database.ts'

/** Whether a sign-in name is taken. The table is the sign-in library's own; its adapter cannot look up a name. */
export const isLoginTaken = async (database: Database, login: string): Promise<boolean> =>
  (await database.get('SELECT 1 FROM auth_users WHERE username = ?', login.toLowerCase())) !== null

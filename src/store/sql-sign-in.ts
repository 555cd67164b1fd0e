import type { Database } from './database.ts'

/** How long a used code is remembered, in milliseconds: longer than it holds. */
const REMEMBERED = 10 * 60_000

/** What the sign-in library's adapter cannot ask of its own tables. */

/** The login of that name, in small letters. */
export const findLogin = (database: Database, login: string): Promise<{ readonly id: string } | null> =>
  database.get('SELECT id FROM auth_users WHERE username = ?', login)

/** Ends sign-ins of that person that wait for their code. */
export const endBegunSignIns = async (database: Database, id: string): Promise<void> =>
  void (await database.run('DELETE FROM auth_verifications WHERE value = ?', id))

/** Who has a second step. */
export const findSecondFactors = (database: Database): Promise<{ readonly id: string }[]> =>
  database.all('SELECT userId AS "id" FROM auth_second_factors WHERE verified = 1')

/** Takes the second step away from a person. */
export const removeSecondFactor = async (database: Database, id: string): Promise<void> =>
  void (await database.batch([
    { sql: 'DELETE FROM auth_second_factors WHERE userId = ?', params: [id] },
    { sql: 'UPDATE auth_users SET twoFactorEnabled = 0 WHERE id = ?', params: [id] },
  ]))

/** Marks a code as used. @returns false if it was used before */
export async function useCode(database: Database, id: string, code: string, now: Date): Promise<boolean> {
  const old = new Date(now.getTime() - REMEMBERED).toISOString()
  await database.run('DELETE FROM sign_in_used_codes WHERE at < ?', old)
  const sql = 'INSERT INTO sign_in_used_codes (user_id, code, at) VALUES (?, ?, ?) ON CONFLICT (user_id, code) DO NOTHING'
  return (await database.run(sql, id, code, now.toISOString())).changes === 1
}

/** The code was wrong, so it may be right later. */
export const giveBackCode = async (database: Database, id: string, code: string): Promise<void> =>
  void (await database.run('DELETE FROM sign_in_used_codes WHERE user_id = ? AND code = ?', id, code))

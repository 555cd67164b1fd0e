import type { Actor } from '../model/ports/actor.ts'
import type { User, UserBinding, UserStore } from '../model/ports/user-store.ts'
import type { Database } from './database.ts'
import { prepareWrite, statement } from './prepared-write.ts'
import { insert } from './row-fields.ts'
import { UNDER } from './sql-agencies.ts'

const COLUMNS = `id, name, administrator, channel, created_at AS "createdAt", disabled_at AS "disabledAt",
  (SELECT json_group_array(json_object('agencyId', agency_id, 'role', role)) FROM user_agencies WHERE user_id = users.id) AS bindings`
type Row = Omit<User, 'administrator' | 'bindings'> & { readonly administrator: number; readonly bindings: string }

export function sqlUsers(database: Database): UserStore {
  const find = async (id: string): Promise<User | null> => {
    const row = await database.get<Row>(`SELECT ${COLUMNS} FROM users WHERE id = ?`, id)
    return row && read(row)
  }
  return {
    find,
    count: async () => (await database.get<{ n: number }>('SELECT count(*) AS n FROM users'))?.n ?? 0,
    list: async () => (await database.all<Row>(`SELECT ${COLUMNS} FROM users ORDER BY created_at, id`)).map(read),
    put: (user) => put(user),
    inherit: (from, to) =>
      prepareWrite(
        statement('UPDATE conversations SET owner = ? WHERE owner = ?', to, from),
        statement('UPDATE drafts SET sent_by = ? WHERE sent_by = ?', to, from),
      ),
    actor: async (id) => {
      const user = await find(id)
      return user && user.disabledAt === null ? asActor(database, user) : null
    },
  }
}

const read = (row: Row): User => ({ ...row, administrator: row.administrator === 1, bindings: JSON.parse(row.bindings) as UserBinding[] })

const put = (user: User) =>
  prepareWrite(
    insert(
      'users',
      ['id', 'name', 'administrator', 'channel', 'createdAt', 'disabledAt'],
      user,
      `ON CONFLICT (id) DO UPDATE SET name = excluded.name, administrator = excluded.administrator, channel = excluded.channel,
         disabled_at = excluded.disabled_at`,
    ),
    statement('DELETE FROM user_agencies WHERE user_id = ?', user.id),
    statement(
      `INSERT INTO user_agencies (user_id, agency_id, role)
       SELECT ?, value ->> 'agencyId', value ->> 'role' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
      user.id,
      JSON.stringify(user.bindings),
    ),
  )

async function asActor(database: Database, user: User): Promise<Actor> {
  const of = (role: UserBinding['role']) => user.bindings.filter((binding) => binding.role === role).map((binding) => binding.agencyId)
  const tops = of('supervisor')
  const supervises = tops.length
    ? (await database.all<{ id: string }>(`${UNDER} SELECT id FROM under`, JSON.stringify(tops))).map((row) => row.id)
    : []
  return {
    userId: user.id,
    name: user.name,
    roles: [...(user.administrator ? (['administrator'] as const) : []), ...(tops.length ? (['supervisor'] as const) : []), 'drafter'],
    agencyIds: of('drafter'),
    supervises,
  }
}

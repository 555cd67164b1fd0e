import type { Database, Statement } from '../store/database.ts'
import type { D1, D1Statement } from './bindings.ts'

/** The store's few needs on D1. A batch is one transaction there too; a constraint that breaks undoes all of it. */
export function d1Database(d1: D1): Database {
  const bind = ({ sql, params }: Statement): D1Statement => (params.length ? d1.prepare(sql).bind(...params) : d1.prepare(sql))
  return {
    all: async <Row>(sql: string, ...params: Statement['params']) => (await bind({ sql, params }).all<Row>()).results,
    get: async <Row>(sql: string, ...params: Statement['params']) => (await bind({ sql, params }).all<Row>()).results[0] ?? null,
    run: async (sql, ...params) => ({ changes: (await bind({ sql, params }).all()).meta.changes }),
    batch: async (statements) => {
      if (statements.length === 0) return []
      return (await d1.batch(statements.map(bind))).map(({ meta }) => ({ changes: meta.changes }))
    },
  }
}

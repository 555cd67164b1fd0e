import { createSqlStore } from '../../../src/store/sql-store.ts'
import { d1Database } from '../../../src/worker/d1-database.ts'
import { describeStore } from '../../store/store-contract.ts'
import { migratedEnv } from './worker-env.ts'

describeStore('store on D1', async () => {
  const { DB } = await migratedEnv()
  return { store: createSqlStore(d1Database(DB)), close: () => undefined }
})

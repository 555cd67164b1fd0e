import { applyD1Migrations } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { WorkerEnv } from '../../../src/worker/bindings.ts'

/** The bindings of wrangler.toml in this workerd, with the database at the newest migration. */
export async function migratedEnv(): Promise<WorkerEnv> {
  const own = env as unknown as WorkerEnv & { readonly TEST_MIGRATIONS: Parameters<typeof applyD1Migrations>[1] }
  await applyD1Migrations(own.DB, own.TEST_MIGRATIONS)
  return own
}

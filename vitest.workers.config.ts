import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { bundleBolt } from './test/workers/bundle-bolt.ts'

const bolt = resolve('.worker-build/bolt.mjs')
await bundleBolt(bolt)

/** What runs in workerd itself, and (host) what starts `wrangler dev` and talks to it. Its own file: `npm test` needs no workerd. */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: { TEST_MIGRATIONS: await readD1Migrations('migrations'), NIANBAO_SETUP_TOKEN: 'a-token-for-tests-only-0123456789' },
            },
          })),
        ],
        resolve: {
          alias: {
            '@nianbao/worker-data': resolve('.worker-build/data.mjs'),
            '@slack/bolt': bolt,
            undici: resolve('src/worker/no-socket-mode.ts'),
          },
        },
        test: {
          name: 'workerd',
          include: ['test/workers/inside/**/*.test.ts'],
          globalSetup: ['test/workers/node-side.ts'],
          testTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'wrangler',
          include: ['test/workers/outside/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          pool: 'forks',
        },
      },
    ],
  },
})

import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

function deploy(confirmed: string, ...args: string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/deploy-worker.mjs', ...args], {
    encoding: 'utf8',
    env: { ...process.env, NIANBAO_DEPLOY: confirmed, CLOUDFLARE_CF_FETCH_ENABLED: 'false', CI: '1', CLOUDFLARE_API_TOKEN: '' },
  })
  return { status, text: stdout + stderr }
}

it.each(['', 'yes', '1'])('deploys nothing without confirmation that drafts may leave the country (%j)', (confirmed) => {
  const { status, text } = deploy(confirmed)
  expect(status).toBe(1)
  expect(text).toContain('个人信息保护法》第三十六条')
  expect(text).toContain('NIANBAO_DEPLOY=我已确认 npm run deploy:worker')
  expect(text).not.toContain('wrangler 4')
})

it('requires the database before it changes anything', () => {
  const { status, text } = deploy('我已确认')
  expect(status).toBe(1)
  expect(text).toContain('wrangler d1 create nianbao')
})

it('packs without a network, well within the size limit of the platform', () => {
  const { status, text } = deploy('我已确认', '--dry-run')
  expect(text).toContain('--dry-run: exiting now')
  expect(status).toBe(0)
  expect(Number(/gzip: ([\d.]+) KiB/.exec(text)?.[1])).toBeLessThan(5 * 1024)
})

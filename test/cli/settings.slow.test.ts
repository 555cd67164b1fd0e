import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Limits, limitsFromEnvironment } from '../../src/extract/limits.ts'
import { loadWords } from '../../src/host/load-words.ts'
import { sayFault } from '../../src/host/say-fault.ts'
import { AppError } from '../../src/model/app-error.ts'
import { startCli } from '../support/start-cli.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'nianbao-settings-'))
const file = join(folder, '文件')
writeFileSync(file, '')
const rules = join(folder, '规则')
mkdirSync(rules)
writeFileSync(join(rules, 'LOCAL-001-x.yaml'), 'id: LOCAL-001\nseverity: 很严重\n')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Settings, wrong values of them, and what else the sentence says beside the name of the setting. */
const WRONG: Readonly<Record<string, readonly (readonly [value: string, says: string])[]>> = {
  PORT: [['八千', '1 到 65535']],
  NIANBAO_HOST: [
    ['http://oa.example.gov.cn', '127.0.0.1'],
    ['999.1.1.1', '127.0.0.1'],
  ],
  NIANBAO_HOSTS: [['https://oa.example.gov.cn/', 'oa.example.gov.cn']],
  NIANBAO_URL: [
    ['oa.example.gov.cn', 'https://'],
    ['ftp://oa.example.gov.cn/', 'https://'],
  ],
  NIANBAO_DATA: [[file, '别的目录']],
  NIANBAO_RULES: [
    [join(folder, '没有'), '没有“'],
    [file, '是文件'],
  ],
  NIANBAO_PROFILE: [['mars', 'shandong']],
  NIANBAO_TRUSTED_PROXIES: [['300.1.1.1', '10.0.0.0/8']],
  NIANBAO_RECOGNISE: [['maybe', '1、0']],
  NIANBAO_DIGEST_CRON: [['每周一', '0 9 * * 1']],
  NIANBAO_TIME_ZONE: [['Mars/Olympus', 'Asia/Shanghai']],
  NIANBAO_KEEP_DAYS: [
    ['-1', 'off'],
    ['99999999', 'off'],
  ],
  NIANBAO_SECURITY_CONTACT: [['aqgl', 'mailto:']],
  NIANBAO_LOG: [['loud', 'warn']],
  NIANBAO_OIDC_DISCOVERY: [['https://id.example.gov.cn/', 'NIANBAO_OIDC_CLIENT_ID']],
  NIANBAO_LIMIT_SECONDS: [
    ['twelve', '1 以上的整数'],
    ['0', '1 以上的整数'],
  ],
  SLACK_BOT_TOKEN: [['xoxp-1', 'xoxb-']],
  SLACK_APP_TOKEN: [['xoxb-1', 'xapp-']],
  SLACK_SIGNING_SECRET: [['short', '8 个字符']],
  SLACK_API_URL: [['slack.com', '网址']],
}
/** Any text is right; or they are looked at together with others; or only Workers and `slack doctor` have them. */
const OTHERS = ['NIANBAO_OIDC_NAME', 'NIANBAO_OIDC_CLIENT_ID', 'NIANBAO_OIDC_CLIENT_SECRET', 'NIANBAO_SETUP_TOKEN', 'NIANBAO_PUBLIC_URL']

const cases = Object.entries(WRONG).flatMap(([name, values]) => values.map(([value, says]) => ({ name, value, says })))

describe('a wrong setting', () => {
  it.concurrent.each(cases)('$name=$value stops the start with one sentence', async ({ name, value, says }) => {
    const env = { PORT: '0', NIANBAO_DATA: join(folder, name), [name]: value }
    const { status, out, err } = await startCli(['serve'], { cwd: folder, env })
    // A folder that cannot be used is named itself.
    expect(err).toContain(name === 'NIANBAO_DATA' ? file : name)
    expect(err).toContain(says)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect([status, out]).toEqual([2, ''])
  })

  it('each that the program reads is tried here', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
    const read = sources.flatMap((name) => readFileSync(join(root, 'src', name), 'utf8').match(/\bNIANBAO_[A-Z_]*[A-Z]\b/g) ?? [])
    const untried = [...new Set(read)].filter((name) => !(name in WRONG) && !OTHERS.includes(name) && !/^NIANBAO_(?:LIMIT|OIDC)/.test(name))
    expect(untried).toEqual([])
  })

  it('names every limit', () => {
    const words = loadWords(join(root, 'prompts-templates'))
    for (const [key, usual] of Object.entries(Limits.parse({}))) {
      const name = `NIANBAO_LIMIT_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
      for (const wrong of ['many', '0', '-1', '1.5', '１２', '1e400']) {
        let said = ''
        try {
          limitsFromEnvironment({ [name]: wrong })
        } catch (error) {
          said = error instanceof AppError ? sayFault(error, words) : String(error)
        }
        expect(said).toBe(`设置 ${name}=${wrong} 不对，应为 1 以上的整数，不写就是 ${usual}。`)
      }
    }
  })

  it('in a rules file is named with the file and the line, by every command', async () => {
    for (const args of [['serve'], ['check', '年报.docx'], ['ask', '几号截止'], ['rules']]) {
      const { status, out, err } = await startCli(args, { cwd: folder, env: { PORT: '0', NIANBAO_DATA: folder, NIANBAO_RULES: rules } })
      expect(err).toMatch(/^规则文件有错，没有启动。LOCAL-001-x\.yaml 第 \d 行：.*\n$/)
      expect([status, out]).toEqual([2, ''])
    }
  })
})

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { build } from 'esbuild'
import { BOT_TOKEN } from './fake/fake-slack.ts'
import { SIGNING_SECRET } from './fake/sign-request.ts'

export interface ServerProcess {
  readonly url: string
  readonly process: ChildProcess
  /** How it ended: by its own SIGKILL or by that of the test. */
  readonly ended: Promise<NodeJS.Signals | null>
  kill(): Promise<void>
}

let bundled: Promise<string> | null = null

/** The server as one bundled file, which starts faster. Inside the project, so that packages resolve. */
async function bundleServer(): Promise<string> {
  const folder = resolve('node_modules/.cache/nianbao-test')
  mkdirSync(folder, { recursive: true })
  const outfile = `${folder}/killed-server-${process.pid}.mjs`
  await build({
    entryPoints: ['test/slack/killed-server.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    logLevel: 'warning',
  })
  return outfile
}

/** Starts test/slack/killed-server.ts. @param killAt the point at which it kills itself; none if left out */
export async function startServer(data: string, apiUrl: string, killAt = ''): Promise<ServerProcess> {
  bundled ??= bundleServer()
  const child = spawn(process.execPath, [await bundled], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      DATA: data,
      KILL_AT: killAt,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: apiUrl,
      SLACK_APP_TOKEN: '',
    },
  })
  const ended = once(child, 'exit').then(([, signal]) => signal as NodeJS.Signals | null)
  const port = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const match = /listening (\d+)/.exec(text)
      if (match?.[1]) resolve(match[1])
    })
    void ended.then(() => reject(new Error(`ended before it listened: ${text}`)))
  })
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    process: child,
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

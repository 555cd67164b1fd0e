import { z } from 'zod'
import { SendLater } from '../../model/ports/sender.ts'
import { readLimited } from '../read-limited.ts'
import { isSlackAddress } from './slack-address.ts'
import { slackErrorCode, type SlackClient } from './slack-client.ts'
import type { SlackSettings } from './slack-settings.ts'
import type { FileAccess } from './upload-file.ts'

/** A file as events and files.info carry it. In Slack Connect channels only `id` and `file_access` come. */
export const SlackFile = z.looseObject({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
  mimetype: z.string().nullish(),
  is_external: z.boolean().nullish(),
  file_access: z.string().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
})
export type SlackFile = z.infer<typeof SlackFile>

/** Why a file could not be fetched; each has a sentence in prompts-templates/…/slack.yaml. */
type DownloadProblem = 'file-deleted' | 'file-external' | 'file-too-large' | 'file-scope-missing' | 'file-not-found' | 'file-host-refused'

export type Download =
  | { readonly ok: true; readonly name: string; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly name: string; readonly problem: DownloadProblem }

const MOST_REDIRECTS = 3

/**
 * Fetches a file of Slack's, from Slack's hosts only, with the token on its first request only.
 * @throws SendLater if Slack asks to wait; anything else where trying again may help: a broken line, 5xx
 */
export async function downloadFile(given: SlackFile, { settings, client, fetcher }: FileAccess): Promise<Download> {
  const looked = await withAddress(given, client)
  if (typeof looked === 'string') return { ok: false, name: nameOf(given), problem: looked }
  const name = nameOf(looked)
  const fail = (problem: DownloadProblem): Download => ({ ok: false, name, problem })
  if (looked.mode === 'tombstone' || looked.mode === 'hidden_by_limit') return fail('file-deleted')
  if (looked.mode === 'external' || looked.is_external) return fail('file-external')
  if ((looked.size ?? 0) > settings.maxFileBytes) return fail('file-too-large')
  const address = looked.url_private_download ?? looked.url_private
  if (!address) return fail('file-not-found')
  const response = await request(address, settings, fetcher)
  if (typeof response === 'string') return fail(response)
  const bytes = await readLimited(response, settings.maxFileBytes)
  if (bytes === null) {
    await response.body?.cancel().catch(() => undefined)
    return fail('file-too-large')
  }
  // Without files:read Slack answers 200 with its sign-in page. A file that is HTML itself has the size that Slack gave.
  const isPage = (response.headers.get('content-type') ?? '').includes('text/html')
  if (isPage && !(isHtmlFile(looked) && (looked.size ?? bytes.length) === bytes.length)) return fail('file-scope-missing')
  return { ok: true, name, bytes }
}

async function withAddress(file: SlackFile, client: SlackClient): Promise<SlackFile | DownloadProblem> {
  if (file.file_access !== 'check_file_info' && (file.url_private_download ?? file.url_private)) return file
  if (file.mode === 'tombstone') return file
  try {
    const info = await client.files.info({ file: file.id })
    return SlackFile.parse(info.file)
  } catch (error) {
    const code = slackErrorCode(error)
    if (code === 'missing_scope') return 'file-scope-missing'
    if (code === 'file_deleted') return 'file-deleted'
    if (code) return 'file-not-found'
    throw error
  }
}

async function request(address: string, settings: SlackSettings, fetcher: typeof fetch): Promise<Response | DownloadProblem> {
  let url = address
  let token: string | null = settings.botToken
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const target = parseUrl(url)
    if (!target || !isSlackAddress(target, settings)) return 'file-host-refused'
    const response = await fetcher(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(120_000),
      headers: token ? { authorization: `Bearer ${token}` } : {},
    })
    if (response.status >= 300 && response.status < 400) {
      const next = parseUrl(response.headers.get('location') ?? '', url)
      await response.body?.cancel()
      if (!next) return 'file-not-found'
      if (next.pathname.includes('signin')) return 'file-scope-missing'
      if (next.host !== target.host) token = null
      url = next.href
      continue
    }
    if (response.status === 200) return response
    await response.body?.cancel()
    if (response.status === 401 || response.status === 403) return 'file-scope-missing'
    if (response.status === 404 || response.status === 410) return 'file-not-found'
    const wait = Number(response.headers.get('retry-after') ?? '')
    if (response.status === 429 && wait > 0) throw new SendLater(wait * 1000)
    throw new Error(`download answered ${response.status}`)
  }
  return 'file-host-refused'
}

const isHtmlFile = (file: SlackFile): boolean => file.mimetype === 'text/html' || /\.html?$/i.test(nameOf(file))

const nameOf = (file: SlackFile): string => file.name ?? file.title ?? file.id

const parseUrl = (text: string, base?: string): URL | null => (URL.canParse(text, base) ? new URL(text, base) : null)

import type { SlackSettings } from './slack-settings.ts'

/** Whether an address is Slack's own, over https (or the configured base's, in a test or behind a proxy). */
export function isSlackAddress(url: URL, settings: Pick<SlackSettings, 'fileHosts' | 'apiUrl'>): boolean {
  const named = settings.fileHosts.includes(url.host)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && named && settings.apiUrl.startsWith('http:'))) return false
  return named || settings.fileHosts.some((host) => host.startsWith('.') && url.host.endsWith(host))
}

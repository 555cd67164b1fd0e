/** What the app may do, and no more; the same as in slack/manifest.yaml. Without a `vital` one it does not work. */
export const NEEDED_SCOPES: readonly { readonly scope: string; readonly vital: boolean }[] = [
  { scope: 'app_mentions:read', vital: true },
  { scope: 'channels:history', vital: true },
  { scope: 'chat:write', vital: true },
  { scope: 'commands', vital: true },
  { scope: 'files:read', vital: true },
  { scope: 'files:write', vital: true },
  { scope: 'groups:history', vital: true },
  { scope: 'im:history', vital: true },
  { scope: 'im:write', vital: true },
  { scope: 'users:read', vital: false },
]

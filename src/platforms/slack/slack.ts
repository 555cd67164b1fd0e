import type { PlatformDefinition } from '../platform-definition.ts'
import { readSlackSettings } from './slack-settings.ts'
import { SLACK_ADDRESS } from './target.ts'

export const SLACK: PlatformDefinition = {
  name: 'slack',
  address: SLACK_ADDRESS,
  open: async ({ office, env, maxFileBytes, flight, lasting, log }) => {
    // Without a lasting connection there is no Socket Mode: its token counts for nothing.
    const given = lasting ? env : { ...env, SLACK_APP_TOKEN: undefined }
    if (!readSlackSettings(given)) return null
    // Bolt takes as long to load as all the rest.
    const { createSlackPlatform } = await import('./slack-platform.ts')
    return createSlackPlatform(given, { office, maxFileBytes, log, ...(flight ? { flight } : {}) })
  },
  doctor: async () => (await import('./slack-doctor.ts')).runSlackDoctor,
}

import type { PlatformDefinition } from '../platforms/platform-definition.ts'
import { SLACK } from '../platforms/slack/slack.ts'
import { WEB } from '../platforms/web/web.ts'

/** Every platform of the product; a new one is a line here. */
export const PLATFORMS: readonly PlatformDefinition[] = [WEB, SLACK]

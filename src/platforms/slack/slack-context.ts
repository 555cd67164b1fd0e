import type { Office } from '../../office/office.ts'
import type { FlightBudget } from '../flight-budget.ts'
import type { SlackActors } from './slack-actor.ts'
import type { SlackClient } from './slack-client.ts'
import type { SlackLog } from './slack-logger.ts'
import type { SlackSettings } from './slack-settings.ts'

/** What the handlers of Slack's events work with. */
export interface SlackContext {
  readonly office: Office
  readonly settings: SlackSettings
  readonly client: SlackClient
  readonly actors: SlackActors
  readonly fetcher: typeof fetch
  readonly log: SlackLog
  /** Of all drafts on their way in, whatever brings them. */
  readonly flight: FlightBudget
}

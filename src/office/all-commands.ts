import { agencyCommands } from './agency-commands.ts'
import { draftCommands } from './draft-commands.ts'
import type { CommandHandler } from './office.ts'
import { questionCommands } from './question-commands.ts'

/** Every button and its use case. */
export const ALL_COMMANDS: Readonly<Record<string, CommandHandler>> = { ...draftCommands, ...questionCommands, ...agencyCommands }

import type { Checker } from '../check/check-report.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { AgencyDirectory } from '../model/ports/agency-directory.ts'
import type { Answerer } from '../model/ports/answerer.ts'
import type { BlobStore } from '../model/ports/blob-store.ts'
import type { Clock } from '../model/ports/clock.ts'
import type { DraftReader } from '../model/ports/draft-reader.ts'
import type { Ids } from '../model/ports/ids.ts'
import type { PasswordJudge } from '../model/ports/password-judge.ts'
import type { PlatformIdentity } from '../model/ports/platform.ts'
import type { Store } from '../model/ports/store.ts'
import type { Write } from '../model/ports/write.ts'
import type { Profile } from '../model/rule.ts'
import type { Words } from '../reply/say.ts'

/** Does what a button or a question asks for. @returns a short sentence for the person who asked, or null */
export type CommandHandler = (office: Office, actor: Actor, command: Command) => Promise<string | null>

export interface Command {
  readonly conversationId: string
  /** As the button has it. */
  readonly command: string
  readonly value: string
  readonly reason?: string
  /** The same for every time that the same press is seen. */
  readonly key?: string
}

/** All that the use cases work with; a host puts it together. */
export interface Office {
  readonly store: Store
  readonly blobs: BlobStore
  readonly clock: Clock
  readonly ids: Ids
  readonly words: Words
  readonly drafts: DraftReader
  /** What the rules are; drafts are read and checked by `drafts` alone. */
  readonly checker: Pick<Checker, 'rules' | 'reference'>
  readonly answerer: Answerer
  readonly agencies: AgencyDirectory
  /** All that the host knows, whether or not they are set up; the first that reads a text takes it. */
  readonly platforms: readonly PlatformIdentity[]
  /** The files that a checklist offers. */
  readonly fileKinds: readonly string[]
  /** Judges new passwords, on hosts that have passwords. */
  readonly passwords?: PasswordJudge
  /** Local profiles to choose from, and the one that counts if none is chosen. */
  readonly profiles?: readonly Profile[]
  readonly defaultProfile?: string
  /** Use cases by the name of their button. */
  readonly commands: Readonly<Record<string, CommandHandler>>
  /** Tells the workers that there is something to do; they would find it by themselves a little later. */
  wake(): void
}

/** Now, as the store keeps it. */
export const now = (office: Pick<Office, 'clock'>): string => office.clock.now().toISOString()

/** Makes changes that give the workers something to do. */
export async function commitAndWake(office: Office, writes: readonly Write[]): Promise<void> {
  await office.store.commit(writes)
  office.wake()
}

/** Rules that nobody may waive. */
export const neverWaived = (office: Pick<Office, 'checker'>): ReadonlySet<string> =>
  new Set(office.checker.rules.filter((rule) => !rule.waivable).map((rule) => rule.id))

/** Rules that only a supervisor may waive (privacy, state secrets). */
export const supervisorWaived = (office: Pick<Office, 'checker'>): ReadonlySet<string> =>
  new Set(office.checker.rules.filter((rule) => rule.waivable === 'supervisor').map((rule) => rule.id))

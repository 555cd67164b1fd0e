import { defaultLimits, type Limits } from '../../src/extract/limits.ts'
import { composeChecker, type ComposedChecker } from '../../src/host/compose-checker.ts'
import type { Attempt, DraftReader, DraftWorkKind, InputOf } from '../../src/model/ports/draft-reader.ts'
import { createInProcessReader } from '../../src/worker/in-process-reader.ts'

let composed: ComposedChecker | undefined
export const wholeCatalogue = (): ComposedChecker => (composed ??= composeChecker())

/** Works in this process: test files are safe, and starting processes is slow. */
export const plainReader = (
  given: Pick<ComposedChecker, 'checker' | 'words'> = wholeCatalogue(),
  limits: Limits = defaultLimits,
): DraftReader => createInProcessReader({ checker: given.checker, words: given.words, limits, pause: async () => undefined })

/** Calls back before and after each piece of work. */
export const watchWork = (
  drafts: DraftReader,
  { before, after }: { before?: (kind: DraftWorkKind) => void | Promise<void>; after?: (kind: DraftWorkKind) => void | Promise<void> },
): DraftReader => ({
  attempt: (use) =>
    drafts.attempt((attempt) => {
      const watched: Attempt = {
        run: async <Kind extends DraftWorkKind>(kind: Kind, input: InputOf<Kind>, take?: Parameters<Attempt['run']>[2]) => {
          await before?.(kind)
          const output = await attempt.run(kind, input, take as never)
          await after?.(kind)
          return output
        },
      }
      return use(watched)
    }),
})

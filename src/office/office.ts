import type { Checker } from '../check/check-report.ts'
import type { AgencyDirectory } from '../model/ports/agency-directory.ts'
import type { Answerer } from '../model/ports/answerer.ts'
import type { BlobStore } from '../model/ports/blob-store.ts'
import type { Clock } from '../model/ports/clock.ts'
import type { Exporter } from '../model/ports/exporter.ts'
import type { Extractor } from '../model/ports/extractor.ts'
import type { Ids } from '../model/ports/ids.ts'
import type { Store } from '../model/ports/store.ts'
import type { Words } from '../reply/say.ts'

/** All that the use cases work with; a host puts it together. */
export interface Office {
  readonly store: Store
  readonly blobs: BlobStore
  readonly clock: Clock
  readonly ids: Ids
  readonly words: Words
  readonly extractor: Extractor
  readonly checker: Pick<Checker, 'check' | 'rules'>
  readonly answerer: Answerer
  readonly agencies: AgencyDirectory
  readonly exporters: readonly Exporter[]
  /** Tells the workers that there is something to do; they would find it by themselves a little later. */
  wake(): void
}

/** Now, as the store keeps it. */
export function now(office: Pick<Office, 'clock'>): string {
  return office.clock.now().toISOString()
}

/** Rules that a drafter may not waive (privacy, state secrets). */
export function neverWaived(office: Pick<Office, 'checker'>): ReadonlySet<string> {
  return new Set(office.checker.rules.filter((rule) => !rule.waivable).map((rule) => rule.id))
}

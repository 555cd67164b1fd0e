import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it, type TestFunction } from 'vitest'
import { findChromium } from './open-browser.ts'

/** Something that a machine or checkout may lack. */
export interface Need {
  readonly there: boolean
  /** Ends the sentence “skipped: …”. */
  readonly why: string
}

const SHARED = join(import.meta.dirname, '../../../shared')

/** Test data beside the project. @param path a file or folder below it, `drafts/truth.json` */
export function sharedData(path: string): Need {
  return { there: existsSync(join(SHARED, path)), why: `needs ../shared/${path}` }
}

export const CHROMIUM: Need = { there: findChromium() !== null, why: 'needs chromium' }
/** A program that is found on the PATH. */
export function program(name: string): Need {
  const there = (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, name)))
  return { there: there || existsSync(join('/usr/sbin', name)), why: `needs ${name}` }
}
export const LINUX: Need = { there: process.platform === 'linux', why: 'needs Linux' }

/** A suite that runs if `need` is met, and otherwise is one skipped test with the reason in the summary. */
export function describeWith(need: Need, name: string, body: () => void): void {
  describe(name, () => (need.there ? body() : skipped(need, 'all of it')))
}

/** A test that runs if `need` is met, and otherwise is skipped with the reason in the summary. */
export function itWith(need: Need, name: string, body: TestFunction, timeout?: number): void {
  if (need.there) it(name, body, timeout)
  else skipped(need, name)
}

function skipped({ why }: Need, name: string): void {
  it(name, ({ skip }) => skip(why))
}

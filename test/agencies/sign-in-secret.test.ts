import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createSignIn } from '../../src/host/create-sign-in.ts'
import { openNodeSqlite } from '../../src/store/node-sqlite.ts'

it.each([
  ['none', null],
  ['an empty one, as a full disk leaves it', ''],
  ['one cut off', 'c2hvcnQ='],
])('with %s the secret of sign-in is made whole, once, for this user alone', (_name, before) => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-secret-'))
  const database = openNodeSqlite(':memory:', 'migrations')
  const file = join(folder, 'sign-in.secret')
  if (before !== null) writeFileSync(file, before)
  createSignIn(database, folder, {})
  const secret = readFileSync(file, 'utf8')
  expect(Buffer.from(secret, 'base64')).toHaveLength(32)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  createSignIn(database, folder, {})
  expect(readFileSync(file, 'utf8')).toBe(secret)
  expect(readdirSync(folder)).toEqual(['sign-in.secret'])
  database.close()
  rmSync(folder, { recursive: true })
})

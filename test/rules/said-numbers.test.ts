import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { checkSample } from './catalogue-fixture.ts'

const load = <Content>(file: string): Content => parse(readFileSync(join(import.meta.dirname, 'said', file), 'utf8'))
const bodies = load<Record<string, Record<string, unknown>>>('bodies.yaml')
/** Sentences by the body that they are said of. */
const sentencesOf = (file: string): [body: string, say: string][] =>
  Object.entries(load<Record<string, string[]>>(file)).flatMap(([body, all]) => all.map((say): [string, string] => [body, say]))

/** Findings on the numbers of the text that are more than a notice; a sentence stands under 依申请公开 unless `body` names an aspect. */
const loudOf = (where: string, say: string): string[] =>
  findingsOf(where, say)
    .filter(({ severity }) => severity !== 'notice')
    .map(({ rule, message }) => `${rule} ${message}`)

/** Those, and what is only asked about because words beside the number were not understood. */
const saidOf = (where: string, say: string): string[] =>
  findingsOf(where, say)
    .filter(({ severity, message }) => severity !== 'notice' || message.includes('words-unread'))
    .map(({ rule }) => rule)

function findingsOf(where: string, say: string) {
  const [body = '', aspect = 'on_request'] = where.split(' ')
  return checkSample({ ...bodies[body], [aspect]: say }).findings.filter(({ rule }) => /^(?:N[IT]|CY|T\d)-/.test(rule))
}

// The ways in which clerks write numbers, each beside tables that agree or with one thing wrong.
describe('a sentence that agrees with the tables is not called wrong', () => {
  it.each(sentencesOf('agree.yaml'))('%s: %s', (body, say) => {
    expect(loudOf(body, say)).toEqual([])
  })
})

describe('a sentence with one thing wrong is found', () => {
  it.each(sentencesOf('differ.yaml'))('%s: %s', (body, say) => {
    expect(saidOf(body, say)).not.toEqual([])
  })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import { createChangeHub } from '../../src/platforms/web/change-hub.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { readSecurityContact } from '../../src/platforms/web/security-txt.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'

let test: TestOffice
beforeAll(() => void (test = openTestOffice()))
afterAll(() => test.close())

/** Nobody is signed in. */
const ask = (env: Record<string, string>) =>
  createWebApp({
    office: test.office,
    hub: createChangeHub(),
    link: createLink(),
    assets: { script: '', style: '' },
    files: new Map(),
    hosts: [],
    uploadBytes: 1,
    local: false,
    identify: async () => null,
    securityContact: readSecurityContact(env),
    onFault: () => undefined,
  }).request('/.well-known/security.txt', { headers: { accept: 'text/html' } })

it('tells anybody whom to tell about a hole, with a date that lies ahead but less than a year', async () => {
  const answer = await ask({ NIANBAO_SECURITY_CONTACT: ' mailto:aqgl@example.gov.cn ' })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
  const lines = (await answer.text()).trimEnd().split('\n')
  expect(lines[0]).toBe('Contact: mailto:aqgl@example.gov.cn')
  const days = (Date.parse(/^Expires: (.*)$/.exec(lines[1] ?? '')?.[1] ?? '') - test.office.clock.now().getTime()) / 86_400_000
  expect(days).toBeGreaterThan(30)
  expect(days).toBeLessThan(365)
})

it('is not there without a contact', async () => {
  for (const contact of ['', '  ']) expect((await ask({ NIANBAO_SECURITY_CONTACT: contact })).status).toBe(401)
})

it('refuses at the start what is no contact, or would add lines', () => {
  const wrong = [
    'aqgl@example.gov.cn',
    'http://example.gov.cn',
    'javascript:alert(1)',
    'mailto:a@b\nPolicy: https://evil.example',
    'mailto:',
    'https://',
  ]
  for (const contact of [...wrong, `https://example.gov.cn/${'a'.repeat(600)}`])
    expect(() => readSecurityContact({ NIANBAO_SECURITY_CONTACT: contact }), contact).toThrow('NIANBAO_SECURITY_CONTACT')
  expect(readSecurityContact({ NIANBAO_SECURITY_CONTACT: 'tel:+86-10-12345678' })).toBe('tel:+86-10-12345678')
})

import { describe, expect, it } from 'vitest'
import { readTrustedProxies } from '../../src/host/trusted-proxies.ts'

const read = (trusted: string, address: string, headers: Record<string, string> = {}) =>
  readTrustedProxies(trusted)(new Headers(headers), { address, secure: false })

describe('who sends a request', () => {
  it.each([
    ['no proxy is trusted', '', '127.0.0.1', { 'x-forwarded-for': '9.9.9.9', 'x-forwarded-proto': 'https' }, '127.0.0.1', false],
    ['a stranger claims', '10.0.0.1', '10.0.0.2', { 'x-forwarded-for': '9.9.9.9', 'x-forwarded-proto': 'https' }, '10.0.0.2', false],
    ['the proxy says', '10.0.0.1', '10.0.0.1', { 'x-forwarded-for': '9.9.9.9', 'x-forwarded-proto': 'https' }, '9.9.9.9', true],
    ['the client invented the front', '10.0.0.1', '10.0.0.1', { 'x-forwarded-for': '1.1.1.1, 9.9.9.9' }, '9.9.9.9', false],
    ['two proxies', '10.0.0.0/8', '10.0.0.1', { 'x-forwarded-for': '1.1.1.1, 9.9.9.9, 10.2.3.4' }, '9.9.9.9', false],
    ['only proxies', '10.0.0.0/8', '10.0.0.1', { 'x-forwarded-for': '10.9.9.9, 10.2.3.4' }, '10.9.9.9', false],
    ['it says nothing', '10.0.0.1', '10.0.0.1', {}, '10.0.0.1', false],
    ['it says nonsense', '10.0.0.1', '10.0.0.1', { 'x-forwarded-for': 'unknown' }, '10.0.0.1', false],
    ['nonsense in front', '10.0.0.0/8', '10.0.0.1', { 'x-forwarded-for': '8.8.8.8, _x, 10.1.1.1' }, '10.1.1.1', false],
    ['IPv4 inside IPv6', '127.0.0.1', '::ffff:127.0.0.1', { 'x-forwarded-for': '::ffff:9.9.9.9' }, '9.9.9.9', false],
    ['a port', '::1', '::1', { 'x-forwarded-for': '9.9.9.9:4711' }, '9.9.9.9', false],
    ['IPv6 with a port', '::1', '::1', { 'x-forwarded-for': '[2001:DB8::1]:4711' }, '2001:db8::1', false],
    ['a network of IPv6', '2001:db8::/32', '2001:db8::7', { 'x-forwarded-for': '2400::1, 2001:db8::9' }, '2400::1', false],
    ['Forwarded', '::1', '::1', { forwarded: 'for=1.1.1.1, For="[2001:db8::1]:47";Proto=https;by=x' }, '2001:db8::1', false],
    ['Forwarded with https', '::1', '::1', { forwarded: 'proto=https;for="9.9.9.9"' }, '9.9.9.9', true],
    ['the client sent the other', '::1', '::1', { forwarded: 'for=1.1.1.1', 'x-forwarded-for': '9.9.9.9' }, '::1', false],
    ['both say the same', '::1', '::1', { forwarded: 'for=9.9.9.9', 'x-forwarded-for': '9.9.9.9' }, '9.9.9.9', false],
    ['a comma in quotes', '::1', '::1', { forwarded: 'for="a,for=1.1.1.1";x=y' }, '::1', false],
    ['the client has gone', '127.0.0.1', '', { 'x-forwarded-for': '9.9.9.9' }, '', false],
  ])('%s', (_name, trusted, address, headers, client, secure) => {
    expect(read(trusted, address, headers)).toEqual({ address: client, secure })
  })

  it.each(['localhost', '10.0.0.0/33', '::1/129', '10.0.0.1/', '10.0.0.1/8/8', '256.1.1.1', '*'])('stops the start on %s', (entry) => {
    expect(() => readTrustedProxies(`127.0.0.1, ${entry}`)).toThrow(
      expect.objectContaining({ code: 'bad-setting', say: { key: 'startup.bad-proxies', with: { entry } } }),
    )
  })

  it('reads a list of ten thousand entries in one pass', () => {
    const list = Array.from({ length: 10_000 }, () => '10.1.1.1').join(',')
    expect(read('10.0.0.0/8', '10.0.0.1', { 'x-forwarded-for': `9.9.9.9,${list}` }).address).toBe('9.9.9.9')
  })
})

import type { Random } from './random.ts'
import type { Route } from './all-routes.ts'

export interface Malformed {
  readonly kind: string
  readonly route: Route
  /** Sent one after the other, a little apart. */
  readonly pieces: readonly Buffer[]
  /** Closes the socket at once after the last piece, without waiting for an answer. */
  readonly leaves: boolean
  /** The server may wait for more instead of answering. */
  readonly waits: boolean
}

interface Parts {
  readonly method?: string
  readonly path?: string
  readonly headers?: readonly string[]
  readonly body?: Buffer | string
  /** Instead of the true one; null for none. */
  readonly length?: number | string | null
}

type Kind = (random: Random, route: Route, path: string) => { pieces: readonly (Buffer | string)[]; leaves?: boolean; waits?: boolean }

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'CONNECT', 'BREW', 'get']
const TYPES = [
  'application/json',
  'application/json; charset=utf-7',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=xx',
  'application/xml',
  '*/*',
  '',
]
const PATHS = [
  '%',
  '%zz',
  '%00',
  '%ff%fe',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e/',
  '..\\..\\',
  '\u0000',
  '?'.repeat(50),
  '%ED%A0%80',
  '//',
  ';a=b',
  '%c0%ae',
]
const HEADERS = [
  'cookie: =;;;=\u0001; a=%zz',
  'last-event-id: 99999999999999999999',
  'idempotency-key: ' + 'k'.repeat(5000),
  'idempotency-key: x',
  'x-file-name: %E4%B8',
  'x-file-name: ' + '%41'.repeat(3000),
  'accept: text/html',
  'accept: ' + ','.repeat(3000),
  'origin: null',
  'origin: http://evil.example',
  'range: bytes=-1-',
  'if-none-match: "',
  'expect: 100-continue',
  'upgrade: websocket',
  'content-encoding: gzip',
  'transfer-encoding: gzip',
  'x-slack-signature: v0=0',
  'x-slack-request-timestamp: -1',
  'authorization: Basic ====',
  'accept-language: ' + 'a-'.repeat(2000),
]

const head = (method: string, path: string, headers: readonly string[]): string =>
  `${method} ${path} HTTP/1.1\r\n${headers.join('\r\n')}${headers.length ? '\r\n' : ''}\r\n`

function request(route: Route, way: string, { method = route.method, path = way, headers = [], body = '', length }: Parts): Buffer {
  const bytes = Buffer.from(body as string)
  const declared =
    length === undefined ? (bytes.length ? [`content-length: ${bytes.length}`] : []) : length === null ? [] : [`content-length: ${length}`]
  return Buffer.concat([Buffer.from(head(method, path, ['host: localhost', ...declared, ...headers]), 'latin1'), bytes])
}

const json = 'content-type: application/json'
const JSONS: ((random: Random) => string | Buffer)[] = [
  () => '{',
  () => '{"text":',
  () => '"',
  () => '['.repeat(60_000),
  () => '{"a":'.repeat(10_000),
  () => 'null',
  () => '[]',
  () => '1e999',
  () => '{"text":1e999,"key":-0}',
  () => '{"text":"\\ud800","key":"\\udfff\\udfff\\udfff"}',
  () => '{"text":"\\u0000\\u0000","key":"\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000"}',
  () => '{"__proto__":{"text":"x"},"constructor":1}',
  () => '{"command":"__proto__","value":""}',
  () => '{"command":"constructor","value":"a/b"}',
  () => `{"command":"download","value":"${'/'.repeat(4000)}"}`,
  () => `{"text":"${'问'.repeat(20_000)}"}`,
  (random) => Buffer.concat([Buffer.from('{"text":"'), random.bytes(200), Buffer.from('"}')]),
  (random) => random.bytes(1 + random.below(3000)),
]

const FORMS: ((random: Random) => string | Buffer)[] = [
  () => '--xx\r\n',
  () => '--xx\r\ncontent-disposition: form-data; name="f"; filename="a.docx"\r\n\r\nabc',
  () => '--xx\r\ncontent-disposition: form-data\r\n\r\n\r\n--xx--\r\n',
  () => `--xx\r\ncontent-disposition: form-data; name="f"; filename="${'长'.repeat(5000)}"\r\n\r\nabc\r\n--xx--\r\n`,
  () => `${'--xx\r\ncontent-disposition: form-data; name="f"; filename="a.txt"\r\n\r\na\r\n'.repeat(300)}--xx--`,
  (random) => Buffer.concat([Buffer.from('--xx\r\n'), random.bytes(500), Buffer.from('\r\n--xx--\r\n')]),
  () => 'login=%zz&password=%ff&login=2',
  () => '&=&&==&'.repeat(2000),
  () => `login=${'a'.repeat(3000)}&password=${'b'.repeat(3000)}`,
]

/** Ways for a request to be wrong; each is tried on each route. */
const KINDS: Readonly<Record<string, Kind>> = {
  method: (random, route, path) => ({ pieces: [request(route, path, { method: random.pick(METHODS) })] }),
  type: (random, route, path) => ({
    pieces: [request(route, path, { headers: [`content-type: ${random.pick(TYPES)}`], body: random.pick(JSONS)(random) })],
  }),
  json: (random, route, path) => ({
    pieces: [request(route, path, { method: 'POST', headers: [json], body: random.pick(JSONS)(random) })],
  }),
  form: (random, route, path) => ({
    pieces: [
      request(route, path, {
        method: 'POST',
        headers: [`content-type: ${random.pick(TYPES.slice(3, 7))}`],
        body: random.pick(FORMS)(random),
      }),
    ],
  }),
  path: (random, route, path) => ({
    pieces: [request(route, path, { path: `${path}${random.pick(['', '/', '?x='])}${random.pick(PATHS)}` })],
  }),
  query: (random, route, path) => ({
    pieces: [
      request(route, path, {
        path: `${path}?behind=${random.pick(['-1', '1e99', 'NaN', '%00', '9'.repeat(400)])}&year=${random.pick(['0', '%zz', '99999999'])}`,
      }),
    ],
  }),
  header: (random, route, path) => ({ pieces: [request(route, path, { headers: [random.pick(HEADERS), random.pick(HEADERS)] })] }),
  'long address': (random, route, path) => ({
    pieces: [request(route, path, { path: `${path}?${'a'.repeat(5000 + random.below(60_000))}` })],
  }),
  'many headers': (random, route, path) => ({
    pieces: [
      request(route, path, { headers: Array.from({ length: 100 + random.below(3000) }, (_, index) => `x-${index}: ${'b'.repeat(20)}`) }),
    ],
  }),
  'bad header': (random, route, path) => ({
    waits: true,
    pieces: [
      request(route, path, {
        headers: [random.pick(['no colon', ': empty', 'a b: c', 'x:\u0000', ' folded', 'host: evil.example', 'host:'])],
      }),
    ],
  }),
  'half body': (random, route, path) => ({
    pieces: [request(route, path, { method: 'POST', headers: [json], body: '{"text":', length: 1000 + random.below(100_000) })],
    leaves: true,
  }),
  'wrong length': (random, route, path) => ({
    waits: true,
    pieces: [
      request(route, path, {
        method: 'POST',
        headers: [json],
        body: '{}',
        length: random.pick(['-1', '1e3', '0x10', '9'.repeat(30), '1, 2', '5000000000', '+2']),
      }),
    ],
  }),
  'large body': (random, route, path) => ({
    pieces: [
      request(route, path, {
        method: 'POST',
        headers: [random.pick([json, 'content-type: application/x-www-form-urlencoded'])],
        length: 1_000_000,
      }),
      ...Array.from({ length: 16 }, () => 'a'.repeat(62_500)),
    ],
  }),
  chunks: (random, route, path) => ({
    pieces: [
      request(route, path, { method: 'POST', headers: [json, 'transfer-encoding: chunked'] }),
      random.pick([
        'zz\r\n',
        '-1\r\nab\r\n',
        'fffffffffffffffff\r\n',
        '5\r\nabc',
        '1;ext=\r\n{\r\n0\r\nx: y\r\n\r\n',
        '1\r\n{\r\n'.repeat(2000),
        '0\r\n\r\n',
        `1;${'e'.repeat(20_000)}\r\n{\r\n`,
      ]),
    ],
    leaves: random.below(2) === 0,
    waits: true,
  }),
  'two lengths': (random, route, path) => ({
    pieces: [
      request(route, path, {
        method: 'POST',
        headers: random.pick([['content-length: 3'], ['transfer-encoding: chunked']]),
        body: '0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
      }),
    ],
  }),
  'closed in the head': (random, route, path) => {
    const whole = request(route, path, { headers: ['x: y'] })
    return { pieces: [whole.subarray(0, 1 + random.below(whole.length - 1))], leaves: true }
  },
  'closed before the answer': (_random, route, path) => ({ pieces: [request(route, path, {})], leaves: true }),
  'one byte at a time': (_random, route, path) => ({
    pieces: Array.from(request(route, path, {}).toString('latin1').slice(0, 25)),
    leaves: true,
  }),
  'several at once': (random, route, path) => ({
    pieces: [
      Buffer.concat(Array.from({ length: 2 + random.below(8) }, () => request(route, path, { method: random.pick(METHODS.slice(0, 6)) }))),
    ],
  }),
  'random bytes': (random) => ({ pieces: [random.bytes(1 + random.below(4000))], waits: true }),
  'another protocol': (random) => ({
    waits: true,
    pieces: [
      random.pick([
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        '\u0016\u0003\u0001\u0000\u00a5\u0001',
        'GET /\r\n',
        'GET / HTTP/9.9\r\n\r\n',
        '\r\n'.repeat(500),
        'SSH-2.0-x\r\n',
        'GET http://evil.example/ HTTP/1.1\r\nhost: x\r\n\r\n',
      ]),
    ],
  }),
}
export const KIND_NAMES = Object.keys(KINDS)

/** Malformed request number `index`: every kind comes to every route in turn. @param ids what stands for the parameters of a path */
export function malformedRequest(random: Random, routes: readonly Route[], index: number, ids: readonly string[]): Malformed {
  const kind = KIND_NAMES[index % KIND_NAMES.length] as string
  const route = routes[Math.floor(index / KIND_NAMES.length) % routes.length] as Route
  const path = route.path.replace(/:(\w+)(?:\{([^}]*)\})?/g, (_whole, _name, choices?: string) =>
    choices?.includes('|')
      ? random.pick(choices.split('|'))
      : random.pick(choices ? ['0', '1', '99999999999'] : [...ids, 'T3-001', 'x', '%F0%9F', 'a'.repeat(300)]),
  )
  const { pieces, leaves = false, waits = false } = (KINDS[kind] as Kind)(random, route, path)
  return { kind, route, leaves, waits, pieces: pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece)) }
}

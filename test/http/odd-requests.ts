import fc from 'fast-check'

/** What does not belong into a name. */
const odd: readonly string[] = [
  '%',
  '%00',
  '%E4%B8',
  '%ED%A0%80',
  '%2e%2e',
  '..',
  '%2F',
  '..%2f..%2fetc%2fpasswd',
  '%0d%0a',
  '-1',
  '1e309',
  '9'.repeat(400),
  '__proto__',
  'constructor',
  '%F0%9F%92%A9',
  'a'.repeat(300),
  '{{x}}',
  '%27%20OR%201=1',
  '*',
  ':id',
  '\\',
  '%5c',
]

const PATHS = [
  '/',
  '/healthz',
  '/static/:x',
  '/sign-in',
  '/sign-out',
  '/sign-in/openid',
  '/conversations',
  '/c/:x',
  '/api/conversations',
  '/api/openapi.json',
  '/api/conversations/:x/messages',
  '/api/conversations/:x/files',
  '/api/conversations/:x/files/waiting/:x',
  '/api/conversations/:x/questions',
  '/api/conversations/:x/commands',
  '/api/conversations/:x/events',
  '/api/auth/:x',
  '/api/auth/callback/office',
  '/files/:x/:x',
  '/files/:x/0',
  '/drafts/:x/marked',
  '/rules',
  '/rules/:x',
  '/users',
  '/users/:x/disable',
  '/users/:x/enable',
  '/audit',
  '/agencies',
  '/agencies/:x',
  '/agencies/export.xlsx',
  '/agencies/:x/remind',
  '/agencies/:x/publish',
  '/agencies/:x/deadline',
  '/agencies/:x/rule-off',
  '/agencies/:x/rule-on',
  '/queue',
  '/queue/job/:x',
  '/queue/outgoing/:x',
  '/:x',
  '/:x/:x',
]
const METHODS = ['GET', 'POST', 'POST', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND', 'get', 'X-Y']
const TYPES = [
  'application/json',
  'application/json; charset=gbk',
  'APPLICATION/JSON',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'multipart/form-data; boundary=""',
  'multipart/mixed; boundary=x',
  'application/octet-stream',
  'x',
  ';',
  '/',
]
const HEADERS = [
  'last-event-id',
  'x-file-name',
  'idempotency-key',
  'accept',
  'cookie',
  'origin',
  'if-none-match',
  'range',
  'content-length',
  'transfer-encoding',
  'x-forwarded-for',
  'sec-fetch-site',
]
const QUERIES = [
  'behind',
  'text',
  'figures',
  'place',
  'year',
  'page',
  'q',
  'state',
  'actor',
  'subject',
  'error',
  'before',
  'v',
  '__proto__',
]
const COMMANDS = [
  'waive',
  'unwaive',
  'show',
  'compare',
  'download',
  'retry',
  'feedback',
  'blank-form',
  'profile',
  'ask',
  'explain',
  'digest',
  'remind',
  'assign',
  'recheck',
  'x',
  '__proto__',
  'toString',
]
const STRANGE = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  'a\udc00',
  '\ufeff',
  '＜',
  '第3条',
  '/',
  'a/b',
  'a/b/c',
  '//',
  '../x',
  '\u202e',
  '😀'.repeat(30),
  '很'.repeat(600),
  '1'.repeat(3_000),
]

const isLone = /\p{Surrogate}/u

/** Any request at all to the routes of the page. @param real names that are there */
export function oddRequest(
  real: readonly string[],
): fc.Arbitrary<{ method: string; path: string; headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> | null }> {
  const name = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...real) },
    { weight: 3, arbitrary: fc.constantFrom(...odd) },
    { weight: 1, arbitrary: fc.webSegment() },
  )
  const value = fc.oneof(fc.constantFrom(...STRANGE, ...real, ...odd), fc.string({ unit: 'binary', maxLength: 40 }))
  const joined = fc.array(value, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))
  const path = fc
    .tuple(
      fc.constantFrom(...PATHS),
      fc.array(name, { minLength: 2, maxLength: 2 }),
      fc.dictionary(fc.constantFrom(...QUERIES), value, { maxKeys: 3 }),
    )
    .map(([pattern, filled, query]) => {
      let at = 0
      const made = pattern.replace(/:x/g, () => filled[at++ % 2]!)
      const asked = Object.entries(query).map(([key, one]) => `${key}=${isLone.test(one) ? '%ED%A0%80' : encodeURIComponent(one)}`)
      return asked.length === 0 ? made : `${made}?${asked.join('&')}`
    })
  const json = fc.oneof(
    fc.record({ text: value, key: fc.constantFrom('key-1234', 'key-5678', 'k') }, { requiredKeys: ['text'] }),
    fc.record(
      {
        command: fc.constantFrom(...COMMANDS),
        value: fc.oneof(value, joined),
        reason: value,
        key: fc.constantFrom('key-1234', 'key-5678'),
      },
      { requiredKeys: ['command', 'value'] },
    ),
    fc.json(),
    fc.constantFrom('{', '', 'null', '[]', '{"text":"\\ud800"}', '{"__proto__":{"x":1},"text":"a"}', '['.repeat(2_000)),
  )
  const form = fc.dictionary(
    fc.constantFrom('name', 'login', 'password', 'role', 'agency', 'email', 'slack', 'due', 'kind', 'x[]', '__proto__'),
    value,
    { maxKeys: 6 },
  )
  const body = fc.oneof(
    json.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))),
    form.map((fields) => new URLSearchParams(fields).toString()),
    fc.constantFrom(
      '--x\r\n\r\n--x--',
      '--x\r\ncontent-disposition: form-data; name=a; filename=\r\n\r\n\r\n--x--',
      '--x\r\ncontent-disposition: form-data; name="f"; filename="../a.txt"\r\n\r\nabc\r\n--x--\r\n',
      '%',
      '%E4%B8=%00&&=',
      'x',
    ),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
    fc.constant(null),
  )
  const header = fc.oneof(
    fc.constantFrom(
      '',
      '-1',
      'NaN',
      '0',
      'text/html',
      '*/*',
      'a=b; c',
      'null',
      'http://localhost',
      '%E4%B8',
      '%',
      'same-origin',
      '9'.repeat(200),
    ),
    fc.string({ maxLength: 30 }),
  )
  const headers = fc
    .tuple(fc.option(fc.constantFrom(...TYPES)), fc.dictionary(fc.constantFrom(...HEADERS), header, { maxKeys: 2 }))
    .map(([type, others]) => ({ ...others, ...(type === null ? {} : { 'content-type': type }) }))
  const anything = fc.record({
    method: fc.constantFrom(...METHODS),
    path,
    headers,
    body: body as fc.Arbitrary<string | Uint8Array<ArrayBuffer> | null>,
  })
  // Well enough formed to get past the first door.
  const talk = fc.record({
    method: fc.constant('POST'),
    path: fc
      .constantFrom(...real)
      .chain((id) => fc.constantFrom(`/api/conversations/${id}/questions`, `/api/conversations/${id}/commands`)),
    headers: fc.constant({ 'content-type': 'application/json' }),
    body: json.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))) as fc.Arbitrary<string | null>,
  })
  const filled = fc.record({
    method: fc.constant('POST'),
    path,
    headers: fc.constant({ 'content-type': 'application/x-www-form-urlencoded' }),
    body: form.map((fields) => new URLSearchParams(fields).toString()) as fc.Arbitrary<string | null>,
  })
  return fc
    .oneof({ weight: 3, arbitrary: anything }, { weight: 2, arbitrary: talk }, { weight: 1, arbitrary: filled })
    .map((request) => ({ ...request, body: ['GET', 'HEAD', 'get'].includes(request.method) ? null : request.body }))
}

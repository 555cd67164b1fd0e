/** What proxies and content networks add to a request, in lower case. */
const NAMES = new Set([
  'via',
  'forwarded',
  'forwarded-for',
  'x-real-ip',
  'x-real-port',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-remote-ip',
  'x-remote-addr',
  'x-host',
  'x-scheme',
  'x-url-scheme',
  'x-arr-log-id',
  'x-arr-ssl',
  'x-amzn-trace-id',
  'x-appengine-user-ip',
  'client-ip',
  'true-client-ip',
  'proxy-client-ip',
  'wl-proxy-client-ip',
  'fastly-client-ip',
  'fly-client-ip',
  'ali-cdn-real-ip',
  'cdn-loop',
  'cdn-src-ip',
  'front-end-https',
  'proxy-connection',
  'proxy-authorization',
])

const PREFIXES = ['x-forwarded', 'x-original-', 'x-proxy', 'x-envoy-', 'x-azure-', 'cf-']

/** Whether a request shows that something stood between it and whoever sent it. A proxy that adds nothing cannot be told. */
export const cameThroughProxy = (headers: Headers): boolean =>
  [...headers.keys()].some((name) => NAMES.has(name) || PREFIXES.some((prefix) => name.startsWith(prefix)))

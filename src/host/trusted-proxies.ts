import { BlockList, isIP } from 'node:net'
import { AppError } from '../model/app-error.ts'
import type { Client } from '../platforms/web/client-address.ts'

/** The connection that a request came over. */
interface Connection {
  /** `` if the client has gone already. */
  readonly address: string
  readonly secure: boolean
}

/** Tells who sends a request. */
export type ReadClient = (headers: Headers, connection: Connection) => Client

/**
 * Reads NIANBAO_TRUSTED_PROXIES: addresses and networks (`127.0.0.1,10.0.0.0/8,::1`), separated by commas or spaces. Only
 * what comes from one of them may say who the client is (X-Forwarded-For, Forwarded) and how it is connected
 * (X-Forwarded-Proto).
 * @throws AppError bad-setting naming the entry that is no address
 */
export function readTrustedProxies(list = ''): ReadClient {
  const trusted = new BlockList()
  for (const entry of list.split(/[\s,]+/).filter(Boolean)) addEntry(trusted, entry)
  const trusts = (address: string): boolean => isIP(address) !== 0 && trusted.check(address, familyOf(address))
  return (headers, { address, secure }) => {
    const peer = plainAddress(address)
    if (!trusts(peer)) return { address: peer, secure }
    const forwarded = parseForwarded(headers.get('forwarded'))
    const proto = headers.get('x-forwarded-proto')?.split(',')[0] ?? forwarded[0]?.proto
    const said = [
      rightmostUntrusted(headers.get('x-forwarded-for')?.split(',') ?? [], trusts),
      rightmostUntrusted(
        forwarded.map((one) => one.for),
        trusts,
      ),
    ].filter((one) => one !== null)
    // A proxy writes one of the two headers. If they disagree the client has sent the other, and neither is believed.
    const agreed = said.every((one) => one === said[0]) ? said[0] : undefined
    return { address: agreed ?? peer, secure: secure || proto?.trim().toLowerCase() === 'https' }
  }
}

function addEntry(trusted: BlockList, entry: string): void {
  const [address = '', bits, ...rest] = entry.split('/')
  const family = isIP(address)
  const most = family === 4 ? 32 : 128
  if (family === 0 || rest.length > 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
    throw new AppError('bad-setting', 'NIANBAO_TRUSTED_PROXIES', { key: 'startup.bad-proxies', with: { entry } })
  if (bits === undefined) trusted.addAddress(address, familyOf(address))
  else trusted.addSubnet(address, Number(bits), familyOf(address))
}

const familyOf = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 4 ? 'ipv4' : 'ipv6')

/**
 * Each proxy adds behind the list whom it heard; what stands in front of the first stranger may be invented.
 * @returns null for an empty list, and where a trusted proxy names nobody that can be read
 */
function rightmostUntrusted(list: readonly string[], trusts: (address: string) => boolean): string | null {
  let found: string | null = null
  for (const entry of list.toReversed()) {
    const address = plainAddress(entry)
    if (isIP(address) === 0) return found
    found = address
    if (!trusts(address)) return found
  }
  return found
}

/** An address without brackets, port and zone; an IPv4 address inside IPv6 is written as IPv4. */
function plainAddress(text: string): string {
  const bare = text.trim().replace(/^"(.*)"$/, '$1')
  const [, bracketed, withPort] = /^(?:\[([^\]]*)\](?::\d+)?|(\d+\.\d+\.\d+\.\d+):\d+)$/.exec(bare) ?? []
  const [address = ''] = (bracketed ?? withPort ?? bare).toLowerCase().split('%', 1)
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1] ?? address
}

/** The elements of a Forwarded header (RFC 7239), nearest last. A separator inside quotes does not part. */
const parseForwarded = (header: string | null): { readonly for: string; readonly proto: string | undefined }[] =>
  (header?.match(/(?:"[^"]*"|[^",])+/g) ?? []).map((element) => ({
    for: parameterOf(element, 'for') ?? '',
    proto: parameterOf(element, 'proto'),
  }))

function parameterOf(element: string, name: string): string | undefined {
  const pair = (element.match(/(?:"[^"]*"|[^";])+/g) ?? []).find((one) => one.trim().toLowerCase().startsWith(`${name}=`))
  return pair
    ?.slice(pair.indexOf('=') + 1)
    .trim()
    .replace(/^"(.*)"$/, '$1')
}

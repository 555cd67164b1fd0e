import type { AttemptLimit } from '../model/ports/attempt-store.ts'
import type { Store } from '../model/ports/store.ts'
import { now, type Office } from './office.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE
const WITHIN = 15 * MINUTE
/** For one name from one place. */
const MOST_OF_PAIR = 10
/** For all names from one address. */
const MOST_OF_ADDRESS = 50
/** For one name from all places where nobody has signed in with it. */
const MOST_OF_NAME = 20
const NAME_THEN_EVERY = 5 * SECOND
/** Codes are short: whoever guesses them has the password already. */
const CODES_WITHIN = 60 * MINUTE
const KEEP_PLACES = 180 * DAY

/** One attempt: at a password, at a code of the second step, at the token of a Worker. */
export interface Asked {
  readonly kind: 'password' | 'code' | 'token'
  /** Who somebody says to be. */
  readonly name: string
  /** The client's address; empty where it is not known. */
  readonly address: string
  /** What the browser was given when somebody signed in with it. */
  readonly device: string | null
}

export interface Attempt {
  /** From a browser or an address where that name has signed in before. */
  readonly known: boolean
  /** It was right: it does not count, nor do the wrong ones before it from the same place. */
  succeed(): Promise<void>
  /** It was no guess: nothing was compared. */
  takeBack(): Promise<void>
}

export interface TooMany {
  /** Until the next attempt is taken. */
  readonly seconds: number
}

/** As much of an office as counts attempts. */
export interface Limited extends Pick<Office, 'clock' | 'ids'> {
  readonly store: Pick<Store, 'attempts'>
}

/**
 * Counts an attempt before anything is compared, so that guesses sent at once are counted like others. Guesses from
 * elsewhere never stop a person: who has signed in from this browser or address has a bucket of her own.
 */
export async function beginAttempt(office: Limited, asked: Asked): Promise<Attempt | TooMany> {
  const { attempts } = office.store
  const places = await placesOf(asked)
  const { known, limits } = await limitsOf(office, asked, places)
  const at = now(office)
  const id = office.ids.next()
  if (!(await attempts.begin(id, limits, at))) return { seconds: Math.max(1, Math.ceil((await attempts.wait(limits, at)) / SECOND)) }
  await attempts.sweep(before(at, DAY), before(at, KEEP_PLACES))
  return {
    known,
    succeed: async () => {
      await attempts.takeBack(id)
      await attempts.clear((limits[0] as AttemptLimit).bucket)
    },
    takeBack: () => attempts.takeBack(id),
  }
}

/** Remembers the browser and the address of somebody who has signed in. */
export async function rememberPlace(office: Limited, asked: Omit<Asked, 'kind'>): Promise<void> {
  const { device, address } = await placesOf(asked)
  await office.store.attempts.know(
    [device, address].filter((place) => place !== null),
    now(office),
  )
}

/** How long to wait, as the sentences say it: minutes, if it is longer than one. */
export const waitWords = ({ seconds }: { readonly seconds: number }) =>
  seconds > 60 ? { minutes: Math.ceil(seconds / 60), seconds: 0 } : { minutes: 0, seconds }

interface Places {
  readonly device: string | null
  readonly address: string | null
}

async function placesOf({ name, address, device }: Omit<Asked, 'kind'>): Promise<Places> {
  return {
    device: device === null ? null : await hash('device', name, device),
    address: address === '' ? null : await hash('address', name, blockOf(address)),
  }
}

/** The buckets of an attempt; the first is that of the name from this place. */
async function limitsOf({ store }: Limited, asked: Asked, places: Places): Promise<{ known: boolean; limits: AttemptLimit[] }> {
  const { kind, name } = asked
  const pair = async (place: string) => ({ bucket: await hash(kind, place), most: MOST_OF_PAIR, within: WITHIN })
  if (places.device !== null && (await store.attempts.isKnown(places.device))) return { known: true, limits: [await pair(places.device)] }
  const block = blockOf(asked.address)
  const here = await pair(places.address ?? (await hash('address', name, '')))
  if (places.address !== null && (await store.attempts.isKnown(places.address))) return { known: true, limits: [here] }
  const ofAddress = { bucket: await hash(kind, 'all', block), most: MOST_OF_ADDRESS, within: WITHIN }
  const ofName =
    kind === 'code' ? { most: MOST_OF_NAME, within: CODES_WITHIN } : { most: MOST_OF_NAME, within: WITHIN, thenEvery: NAME_THEN_EVERY }
  return { known: false, limits: [here, ofAddress, { bucket: await hash(kind, 'name', name), ...ofName }] }
}

/** The part of an address that one household or one machine has: of IPv6 the first 64 bits. */
function blockOf(address: string): string {
  const [plain = ''] = address.toLowerCase().split('%', 1)
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)
  if (mapped?.[1] !== undefined) return mapped[1]
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const first = groups(head)
  const last = groups(tail ?? '')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0')
  return [...first, ...zeros, ...last]
    .slice(0, 4)
    .map((group) => group.replace(/^0+/, '') || '0')
    .join(':')
}

async function hash(...parts: readonly string[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)))
  return [...new Uint8Array(digest).subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const before = (time: string, milliseconds: number): string => new Date(Date.parse(time) - milliseconds).toISOString()

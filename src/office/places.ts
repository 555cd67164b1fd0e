import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { Conversation } from '../model/ports/conversation-store.ts'
import type { PlatformAddress } from '../model/ports/platform.ts'
import type { Office } from './office.ts'
import { openConversation } from './open-conversation.ts'

type Parts = Pick<Office, 'platforms' | 'words'>

/** Where a message is put: a target of one platform. */
export type Place = Pick<Conversation, 'platform' | 'target'>

/**
 * Reads a channel that a person has written: a platform's name (each person's own place there), or a shared place.
 * @returns the channel as it is stored; undefined if no platform knows it
 */
export function readChannel({ platforms, words }: Parts, text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  for (const { name, address } of platforms) {
    if ([name, words.plain(`${name}.platform`).toLowerCase()].includes(plain.toLowerCase())) return name
    const target = address.read(plain)
    if (target !== null) return address.write(target)
  }
  return undefined
}

/** How a channel may be written, one example for each platform. */
export const channelExamples = ({ platforms, words }: Parts): string[] => platforms.map(({ name }) => words.plain(`${name}.channel`))

/** Names of the platforms whose people an administrator sets up by their account there. */
export const accountPlatforms = ({ platforms, words }: Parts): string[] =>
  platforms.map(({ name }) => name).filter((name) => words.has(`${name}.account`))

/** @returns the user id of a platform's person. @throws AppError bad-request with the platform's own sentence */
export function readAccount({ platforms }: Parts, platform: string, text: string): string {
  const userId = platforms.find(({ name }) => name === platform)?.address.person(text.trim()) ?? null
  if (userId === null) throw new AppError('bad-request', 'no such account', { key: `${platform}.bad-account` })
  return userId
}

/** The channel that several people read; null for a channel in which each person has a place of their own. */
export const sharedPlace = (office: Parts, channel: string): Place | null => firstPlace(office, (address) => address.read(channel))

/** The place that one user alone reads; null if no platform knows the user. */
export const ownPlace = (office: Parts, userId: string): Place | null => firstPlace(office, (address) => address.own(userId))

function firstPlace({ platforms }: Parts, targetOf: (address: PlatformAddress) => string | null): Place | null {
  for (const { name, address } of platforms) {
    const target = targetOf(address)
    if (target !== null) return { platform: name, target }
  }
  return null
}

/** The conversation at a place, for what is said without having been asked. @param userId who owns it if it is new */
export function openPlace(office: Office, userId: string, place: Place, title: string): Promise<Conversation> {
  const owner: Actor = { userId, name: '', roles: [], agencyIds: [], supervises: [] }
  return openConversation(office, owner, { ...place, title })
}

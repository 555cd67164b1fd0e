import { z } from 'zod'
import type { Actor } from '../model/ports/actor.ts'
import type { SignedIn } from '../model/ports/sign-in.ts'
import { requireAdministrator } from './access.ts'
import { now, type Office } from './office.ts'
import { record } from './record.ts'

/** Who has to have a second step. */
export const SecondFactorFor = z.enum(['nobody', 'managers', 'everybody'])
export type SecondFactorFor = z.infer<typeof SecondFactorFor>

const KEY = 'second-factor'

/** Who has to have a second step of sign-in; nobody, until an administrator says otherwise. */
export const secondFactorFor = async ({ store }: Pick<Office, 'store'>): Promise<SecondFactorFor> =>
  SecondFactorFor.catch('nobody').parse(await store.settings.get(KEY))

/** @throws AppError forbidden */
export async function requireSecondFactor(office: Office, actor: Actor, whom: SecondFactorFor): Promise<void> {
  requireAdministrator(actor)
  await office.store.commit([
    office.store.settings.put(KEY, whom, actor.userId, now(office)),
    record(office, actor, 'user.second-factor.require', 'users', { whom }),
  ])
}

/** Whether this person has to have a second step. */
export async function needsSecondFactor(office: Pick<Office, 'store'>, { roles }: Pick<Actor, 'roles'>): Promise<boolean> {
  const whom = await secondFactorFor(office)
  return whom === 'everybody' || (whom === 'managers' && roles.some((role) => role !== 'drafter'))
}

/** Whether this session opens nothing yet but the page that sets up the second step. The provider has its own. */
export const mustSetUpSecondFactor = async (office: Pick<Office, 'store'>, actor: Actor, session: SignedIn): Promise<boolean> =>
  !session.secondFactor && !session.byProvider && (await needsSecondFactor(office, actor))

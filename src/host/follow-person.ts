import type { Actor } from '../model/ports/actor.ts'
import type { SignIn } from '../model/ports/sign-in.ts'
import type { Office } from '../office/office.ts'
import { mustSetUpSecondFactor } from '../office/require-second-factor.ts'

/**
 * Who holds a request open, asked again and again: null once the session is over, the person disabled or deleted, or a
 * second step required that the person has not.
 * A look costs three short queries, because every open page looks every two seconds, and does not prolong the session.
 * @param identify asked in full where nobody is signed in: without users, and from the moment at which there are some
 */
export const followPerson =
  (
    { store }: Pick<Office, 'store'>,
    signIn: Pick<SignIn, 'watch'>,
    identify: (request: Request) => Promise<Actor | null>,
  ): ((request: Request) => Promise<() => Promise<Actor | null>>) =>
  async (request) => {
    const held = await signIn.watch(request.headers)
    if (!held) return () => identify(request)
    return async () => {
      const actor = (await held.isOpen()) ? await store.users.actor(held.session.userId) : null
      return actor && !(await mustSetUpSecondFactor({ store }, actor, held.session)) ? actor : null
    }
  }

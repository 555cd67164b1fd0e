import type { Actor } from '../model/ports/actor.ts'
import type { SignIn } from '../model/ports/sign-in.ts'
import type { Office } from '../office/office.ts'

/**
 * Who holds a request open, asked again and again: null once the session is over, or the person disabled or deleted.
 * A look costs two short queries, because every open page looks every two seconds, and does not prolong the session.
 * @param identify asked in full where nobody is signed in: without users, and from the moment at which there are some
 */
export const followPerson =
  (
    { store }: Pick<Office, 'store'>,
    signIn: Pick<SignIn, 'watch'>,
    identify: (request: Request) => Promise<Actor | null>,
  ): ((request: Request) => Promise<() => Promise<Actor | null>>) =>
  async (request) => {
    const session = await signIn.watch(request.headers)
    return session ? async () => ((await session.isOpen()) ? store.users.actor(session.userId) : null) : () => identify(request)
  }

import { AppError } from '../model/app-error.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { SignIn } from '../model/ports/sign-in.ts'
import { LOCAL_PERSON } from '../office/access.ts'
import type { Office } from '../office/office.ts'
import { mustSetUpSecondFactor } from '../office/require-second-factor.ts'
import { cameThroughProxy } from './proxy-signs.ts'

const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i

/**
 * Who sends a request. With users set up: whoever is signed in, else nobody; a session that still has to set up its
 * second step is nobody's. Without users: the one person at this computer, recognised by the host name in the address and by the absence of everything that proxies add.
 * @throws AppError unauthenticated, if a request without users comes from elsewhere or through a proxy
 */
export const identifyPerson =
  ({ store, words }: Pick<Office, 'store' | 'words'>, signIn: SignIn): ((request: Request) => Promise<Actor | null>) =>
  async (request) => {
    if ((await store.users.count()) === 0) {
      const host = request.headers.get('host') ?? new URL(request.url).host
      if (LOCAL.test(host) && !cameThroughProxy(request.headers)) return { ...LOCAL_PERSON, name: words.plain('web.me') }
      throw new AppError('unauthenticated', 'no users, and not from this computer', { key: 'errors.proxy-needs-users' })
    }
    const session = await signIn.session(request.headers)
    const actor = session && (await store.users.actor(session.userId))
    return actor && !(await mustSetUpSecondFactor({ store }, actor, session)) ? actor : null
  }

import { localPerson } from '../office/access.ts'
import type { Actor } from '../model/ports/actor.ts'
import type { SignIn } from '../model/ports/sign-in.ts'
import type { UserStore } from '../model/ports/user-store.ts'

const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i

/**
 * Who sends a request. Where users are set up: whoever is signed in, else nobody. Where none are: the one person at
 * this computer, told by the name in the address, so that what comes through a proxy is nobody's.
 */
export function identifyPerson(users: Pick<UserStore, 'count' | 'actor'>, signIn: SignIn): (request: Request) => Promise<Actor | null> {
  return async (request) => {
    if ((await users.count()) === 0) {
      const host = request.headers.get('host') ?? new URL(request.url).host
      const passedOn = ['x-forwarded-for', 'x-forwarded-host', 'forwarded'].some((name) => request.headers.has(name))
      return LOCAL.test(host) && !passedOn ? localPerson : null
    }
    const id = await signIn.who(request.headers)
    return id === null ? null : users.actor(id)
  }
}

import { PLATFORMS } from '../../src/host/platform-list.ts'
import { createChangeHub } from '../../src/platforms/web/change-hub.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import { openTestOffice } from '../support/open-test-office.ts'

export interface Route {
  readonly method: string
  /** As the app says it: `/api/conversations/:id/files`. */
  readonly path: string
}

/** Every route that the page registers, with sign-in and a security contact, and the paths of platforms. */
export function allRoutes(): Route[] {
  const test = openTestOffice()
  const never = () => Promise.reject(new Error('nobody asks'))
  try {
    const app = createWebApp({
      office: test.office,
      hub: createChangeHub(),
      link: createLink(),
      assets: { script: '', style: '' },
      files: new Map(),
      hosts: [],
      uploadBytes: 1,
      local: true,
      identify: async () => null,
      securityContact: 'tel:1',
      signInWith: {
        who: never,
        enter: never,
        leave: never,
        openId: { name: '', start: never, back: never },
      } as unknown as NonNullable<Parameters<typeof createWebApp>[0]['signInWith']>,
      onFault: () => undefined,
    })
    const known = app.routes.filter(({ path }) => path !== '/*' && path !== '*').map(({ method, path }) => ({ method, path }))
    const platforms = PLATFORMS.map(({ name }) => ({ method: 'POST', path: `/${name}/events` }))
    const routes = [...known, ...platforms]
    return [...new Map(routes.map((route) => [`${route.method} ${route.path}`, route])).values()]
  } finally {
    test.close()
  }
}

import { LOCAL_PERSON } from '../../src/office/access.ts'
import { createChangeHub } from '../../src/platforms/web/change-hub.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { createWebApp } from '../../src/platforms/web/web-app.tsx'
import type { WebOptions } from '../../src/platforms/web/web-context.ts'
import type { TestOffice } from '../support/open-test-office.ts'

/** The page over a test office, for the one person at this computer; faults go where `onFault` says. */
export const webAppOver = ({ office }: TestOffice, over: Partial<WebOptions> = {}): ReturnType<typeof createWebApp> =>
  createWebApp({
    office,
    hub: createChangeHub(),
    link: createLink(),
    assets: { script: '/static/client.js?v=1', style: '/static/style.css?v=1' },
    files: new Map([['/static/client.js', { body: new TextEncoder().encode('1'), type: 'text/javascript' }]]),
    hosts: [],
    uploadBytes: 2 * 1024 * 1024,
    local: true,
    identify: async () => LOCAL_PERSON,
    onFault: () => undefined,
    ...over,
  })

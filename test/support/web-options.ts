import type { Office } from '../../src/office/office.ts'
import { createFlightBudget } from '../../src/platforms/flight-budget.ts'
import { createChangeHub } from '../../src/platforms/web/change-hub.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import type { WebOptions } from '../../src/platforms/web/web-context.ts'

/** What a page needs beside its people. */
export const webOptions = (office: Office): Omit<WebOptions, 'identify' | 'onFault'> => ({
  office,
  hub: createChangeHub(),
  link: createLink(),
  assets: { script: '/s.js', style: '/s.css' },
  files: new Map(),
  hosts: [],
  uploadBytes: 1e6,
  flight: createFlightBudget(128e6, 1e6),
  local: true,
})

/**
 * A server of Slack's events as a process of its own, with the real office on a real store, that kills itself (SIGKILL)
 * when it comes to the point named in KILL_AT. Started by kill.test.ts and flood.test.ts; nothing of it is in the product.
 */
import { serve } from '@hono/node-server'
import { join } from 'node:path'
import type { LeasedJob } from '../../src/model/ports/job-store.ts'
import type { Store } from '../../src/model/ports/store.ts'
import { createSlackPlatform } from '../../src/platforms/slack/slack-platform.ts'
import { createFileBlobs } from '../../src/store/file-blobs.ts'
import { testOffice } from './office-fixture.ts'
import { watchWork } from '../support/plain-reader.ts'

const point = process.env['KILL_AT'] ?? ''
const data = process.env['DATA'] ?? ''

function dieAt(here: string): void {
  if (here === point) process.kill(process.pid, 'SIGKILL')
}

const { office, queue } = testOffice({
  file: join(data, 'office.db'),
  blobs: createFileBlobs(data),
  owner: `p${process.pid}`,
  leaseMilliseconds: 1500,
})
let acknowledged = false
let marking = false
const { store } = office
const watched: Store = {
  ...store,
  inbox: {
    ...store.inbox,
    accept: (event) => {
      if (event.platform === 'slack') dieAt('verified')
      return store.inbox.accept(event)
    },
  },
  jobs: {
    ...store.jobs,
    claim: async (...given): Promise<LeasedJob | null> => {
      if (point === 'acknowledged') return null
      const job = await store.jobs.claim(...given)
      if (job?.kind === 'slack-event') dieAt('leased')
      return job
    },
  },
  outbox: {
    ...store.outbox,
    sent: (...given) => {
      marking = true
      return store.outbox.sent(...given)
    },
  },
  commit: async (...given) => {
    const result = await store.commit(...given)
    if (marking) dieAt('marked')
    return result
  },
}
const watchedOffice = {
  ...office,
  store: watched,
  drafts: watchWork(office.drafts, {
    after: (kind) => {
      if (kind === 'check') dieAt('checked')
    },
  }),
  wake: () => {
    dieAt('stored')
    office.wake()
  },
}
const fetcher: typeof fetch = async (input, init) => {
  const response = await fetch(input, init)
  if (!String(input).includes('/files-pri/')) return response
  const bytes = await response.arrayBuffer()
  dieAt('downloaded')
  return new Response(bytes, response)
}
const platform = createSlackPlatform(process.env, { office: watchedOffice, fetcher })
if (!platform?.http) throw new Error('Slack is off')
const { http, sender } = platform
const work = queue(
  {
    ...platform,
    sender: {
      ...sender,
      send: async (...given) => {
        const ref = await sender.send(...given)
        dieAt('sent')
        return ref
      },
      update: async (...given) => {
        await sender.update(...given)
        dieAt('updated')
      },
    },
  },
  watchedOffice,
)
work.start()

serve(
  {
    port: 0,
    hostname: '127.0.0.1',
    fetch: async (request) => {
      const response = await http.fetch(request)
      if (!acknowledged && point === 'acknowledged') setTimeout(() => dieAt('acknowledged'), 200)
      acknowledged = true
      return response
    },
  },
  ({ port }) => process.stdout.write(`listening ${port}\n`),
)

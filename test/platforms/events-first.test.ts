import { expect, it } from 'vitest'
import { EventsFirst } from '../../src/platforms/inbox/events-first.ts'

it('pauses work while events are taken in, and resumes it after them', async () => {
  const first = new EventsFirst()
  const said: string[] = []
  let finish: () => void = Boolean
  const taking = first.during(() => new Promise<void>((resolve) => (finish = resolve)))
  const work = first.over().then(() => said.push('work'))
  await new Promise((resolve) => setTimeout(resolve, 60))
  said.push('taken in')
  finish()
  await taking
  await work
  expect(said).toEqual(['taken in', 'work'])
})

it('never pauses work forever, without events, or in Workers', async () => {
  const first = new EventsFirst()
  await first.over()
  void first.during(() => new Promise(() => {}))
  await first.over()
  const alone = new EventsFirst(true)
  void alone.during(() => new Promise(() => {}))
  await alone.over()
})

import { expect, it } from 'vitest'
import { Rush } from '../../src/platforms/inbox/rush.ts'

it('lets work wait while events are taken in, and go on behind them', async () => {
  const rush = new Rush()
  const said: string[] = []
  let finish: () => void = Boolean
  const taking = rush.during(() => new Promise<void>((resolve) => (finish = resolve)))
  const work = rush.over().then(() => said.push('work'))
  await new Promise((resolve) => setTimeout(resolve, 60))
  said.push('taken in')
  finish()
  await taking
  await work
  expect(said).toEqual(['taken in', 'work'])
})

it('does not stop work for ever, nor where nothing comes, nor in Workers', async () => {
  const rush = new Rush()
  await rush.over()
  void rush.during(() => new Promise(() => {}))
  await rush.over()
  const alone = new Rush(true)
  void alone.during(() => new Promise(() => {}))
  await alone.over()
})

// Prints milliseconds and steps of reading and checking each hostile shape at several sizes, as JSON, a shape a line.
// Usage: measure.ts SIZE,SIZE…
import { composeChecker } from '../../src/host/compose-checker.ts'
import { createWork } from '../../src/language/count-work.ts'
import { hostileShapes } from '../../test/support/hostile-shapes.ts'

const sizes = (process.argv[2] ?? '10000,20000').split(',').map(Number)
const { checker } = composeChecker()
for (const [name, shape] of Object.entries(hostileShapes)) {
  const measured = sizes.map((size) => {
    const document = shape(size)
    const work = createWork()
    const start = performance.now()
    checker.check({ report: checker.read(document, { work }) }, work)
    return { size, milliseconds: performance.now() - start, steps: work.steps }
  })
  console.log(JSON.stringify({ name, measured }))
}

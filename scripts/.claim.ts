import { loadReference } from '/work/wt/lines/src/host/load-reference.ts'
import { createStatementReader } from '/work/wt/lines/src/report/claims/read-statements.ts'
const reference = loadReference('/work/wt/lines/rules')
const read = createStatementReader(reference)
for (const text of process.argv.slice(2)) {
  const { claims } = read([{ anchor: 'p1', text, part: 1 }], 2024, '青禾县水务局')
  console.log(text)
  for (const c of claims) console.log('   ', c.measure, c.quantity.value, c.unit, c.time, c.topic, c.within, c.certainty ?? 'exact', c.unread?.join('|') ?? '')
}

// Asks for /healthz at a fixed beat, whether or not the last answer has come, and prints every time from beat to answer.
// `node probe.mjs URL seconds`; a beat that gets no answer counts with the time until then.
import { Agent, get } from 'node:http'

const BEAT = 20
const [url, seconds] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const beats = Math.round((Number(seconds) * 1000) / BEAT)
const began = performance.now()

const probe = (due) =>
  new Promise((done) => {
    const end = () => done(performance.now() - due)
    get(`${url}/healthz`, { agent, timeout: 60_000 }, (response) => response.resume().on('end', end).on('error', end))
      .on('timeout', function () {
        this.destroy()
      })
      .on('error', end)
  })

const times = []
for (let beat = 0; beat < beats; beat++) {
  const due = began + beat * BEAT
  const early = due - performance.now()
  if (early > 0) await new Promise((done) => setTimeout(done, early))
  times.push(probe(due))
}
console.log(JSON.stringify(await Promise.all(times)))
process.exit(0)

// Run by worker-pool.test.ts under the flags of the process that opens drafts: prints what it may do.
import { connect } from 'node:net'
import { readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'

const code = (act) => {
  try {
    act()
    return 'allowed'
  } catch (error) {
    return error.code ?? error.name
  }
}
const socket = await new Promise((resolve) => {
  try {
    connect(9, '127.0.0.1')
      .on('error', (error) => resolve(error.code))
      .on('connect', () => resolve('allowed'))
  } catch (error) {
    resolve(error.code)
  }
})
console.log(
  JSON.stringify({
    socket,
    read: code(() => readFileSync('/etc/hostname')),
    write: code(() => writeFileSync('/tmp/nianbao-probe', 'x')),
    spawn: code(() => spawnSync('true')),
    code: code(() => new Function('return 1')()),
  }),
)

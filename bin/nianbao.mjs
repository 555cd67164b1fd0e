#!/usr/bin/env node
// The command `nianbao`: looks at the Node version, then starts the bundled program.
import '../scripts/check-node.mjs'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const program = new URL('../dist/cli.js', import.meta.url)
if (!existsSync(fileURLToPath(program))) await import('../scripts/build.mjs')
const { main } = await import(program.href)
process.exitCode = await main(process.argv.slice(2))

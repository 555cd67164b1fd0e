#!/usr/bin/env node
// The command `nianbao`: looks at the Node version, then starts the bundled program.
import '../scripts/check-node.mjs'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const program = new URL('../dist/cli.js', import.meta.url)
if (!existsSync(fileURLToPath(program))) await import('../scripts/build.mjs')
// What V8 has compiled is kept beside the program, and nowhere that others may write; where nothing can be written it does without.
module.enableCompileCache?.(fileURLToPath(new URL('../dist/compiled', import.meta.url)))
const { main } = await import(program.href)
process.exitCode = await main(process.argv.slice(2))

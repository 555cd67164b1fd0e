// Writes the JSON schema of `nianbao check --format json`.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CheckOutput } from '../src/host/check-output.ts'

writeFileSync(join(import.meta.dirname, '../docs/check-output.schema.json'), `${JSON.stringify(z.toJSONSchema(CheckOutput), null, 1)}\n`)

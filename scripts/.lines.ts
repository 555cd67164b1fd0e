import { readFileSync } from 'node:fs'
import { extractDocument } from '../src/extract/extract-document.ts'
import { defaultLimits } from '../src/extract/limits.ts'
const e = await extractDocument(readFileSync(process.argv[2]), process.argv[2], defaultLimits)
if (e.status === 'read') for (const b of e.document.blocks) console.log(b.kind === 'table' ? `${b.id} ` + b.cells.map((c) => `[${c.row},${c.column}+${c.columnSpan}]${c.text.replace(/\n/g, '/')}`).join(' ') : `${b.id} ${JSON.stringify(b.text)}`)

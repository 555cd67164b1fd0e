import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { defaultLimits } from '../../src/extract/limits.ts'
import { unpackDrafts } from '../../src/extract/unpack-drafts.ts'
import { itWith, program } from '../support/needs.ts'
import { documentOf, writeDocx, writeText } from '../support/write-document.ts'

const docx = writeDocx(documentOf('年报'))
const PYTHON = `
import sys, zipfile, os
mode, target = sys.argv[1:3]
class Pipe:
    def __init__(self, f): self.f = f
    def write(self, data): return self.f.write(data)
    def flush(self): self.f.flush()
out = open(target, 'wb')
with zipfile.ZipFile(Pipe(out) if mode == 'pipe' else out, 'w', zipfile.ZIP_DEFLATED) as z:
    for folder, _, names in os.walk('.'):
        for name in sorted(names):
            path = os.path.relpath(os.path.join(folder, name))
            if mode == 'zip64':
                with z.open(path, 'w', force_zip64=True) as part: part.write(open(path, 'rb').read())
            else: z.write(path)
out.close()
`

describe('zips of other programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-zip-'))
  const work = join(folder, 'parts')
  beforeAll(() => {
    for (const [name, content] of Object.entries(unzipSync(docx))) {
      mkdirSync(dirname(join(work, name)), { recursive: true })
      writeFileSync(join(work, name), content)
    }
    mkdirSync(join(folder, 'drafts'))
    writeFileSync(join(folder, 'drafts', '甲.docx'), docx)
    writeFileSync(join(folder, 'drafts', '乙.txt'), writeText(documentOf('年报')))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const both = async (make: (target: string, cwd: string) => void): Promise<void> => {
    const [word, drafts] = [join(folder, 'word.zip'), join(folder, 'all.zip')]
    rmSync(word, { force: true })
    rmSync(drafts, { force: true })
    make(word, work)
    make(drafts, join(folder, 'drafts'))
    expect(await extractDocument(new Uint8Array(readFileSync(word)), '年报.docx', defaultLimits)).toMatchObject({ status: 'read' })
    const unpacked = unpackDrafts(new Uint8Array(readFileSync(drafts)), 'all.zip', defaultLimits)
    expect(unpacked).toMatchObject({ status: 'drafts', skipped: [] })
    expect(unpacked.status === 'drafts' && unpacked.drafts.map(({ name }) => name).toSorted()).toEqual(['乙.txt', '甲.docx'])
  }

  for (const mode of ['file', 'pipe', 'zip64'])
    itWith(program('python3'), `python, ${mode}`, () =>
      both((target, cwd) => execFileSync('python3', ['-c', PYTHON, mode, target], { cwd })),
    )
  itWith(program('zip'), 'Info-ZIP, to a file', () => both((target, cwd) => execFileSync('zip', ['-qr', target, '.'], { cwd })))
  itWith(program('zip'), 'Info-ZIP, to a pipe: sizes behind the data', () =>
    both((target, cwd) => writeFileSync(target, execFileSync('zip', ['-qr', '-', '.'], { cwd }))),
  )
  itWith(program('zip'), 'Info-ZIP, zip64 throughout', () =>
    both((target, cwd) => execFileSync('zip', ['-qr', '-fz', target, '.'], { cwd })),
  )
  itWith(program('7z'), '7-Zip', () => both((target, cwd) => execFileSync('7z', ['a', '-tzip', target, '.'], { cwd })))
})

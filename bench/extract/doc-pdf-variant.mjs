// Runs one variant once in its own process: prints milliseconds and memory as JSON. Called by doc-pdf.mjs.
import { readFileSync } from 'node:fs'

const [variant, bundle, path] = process.argv.slice(2)
const bytes = new Uint8Array(readFileSync(path))
const { readDoc, readPdf, defaultLimits } = await import(bundle)

const variants = {
  // The text of every page as unpdf returns it.
  'pdfjs text': async () => {
    const { getDocument } = await import('unpdf/pdfjs')
    return async () => {
      const file = await getDocument({ data: bytes.slice(), useSystemFonts: true, isEvalSupported: false, verbosity: 0 }).promise
      for (let page = 1; page <= file.numPages; page++) await (await file.getPage(page)).getTextContent()
      await file.loadingTask.destroy()
    }
  },
  readPdf: async () => {
    await import('unpdf/pdfjs')
    return () => readPdf(bytes, defaultLimits)
  },
  // Opens the compound file with the cfb package, which reads no text.
  'cfb open': async () => {
    const { default: cfb } = await import('cfb')
    return () => cfb.parse(bytes)
  },
  readDoc: async () => () => readDoc(bytes, defaultLimits),
}

const run = await variants[variant]()
const timed = async () => {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await run()
  const used = process.cpuUsage(cpu)
  return { wall: performance.now() - start, cpu: (used.user + used.system) / 1000 }
}
const first = await timed()
const later = []
for (let i = 0; i < 5; i++) later.push(await timed())
const warm = later.sort((a, b) => a.cpu - b.cpu)[2]
console.log(JSON.stringify({ first, warm, rss: process.resourceUsage().maxRSS / 1024 }))

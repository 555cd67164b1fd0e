import { loadWords } from '../load-words.ts'
import { PLATFORMS } from '../platform-list.ts'
import { readOptions } from '../read-options.ts'

/** Names of the platforms that `nianbao <name> doctor` looks at. */
export const DOCTORS: readonly string[] = PLATFORMS.filter(({ doctor }) => doctor).map(({ name }) => name)

/**
 * `nianbao <platform> doctor`
 * @returns the exit status: 0 all is well, 1 something is to be put right, 2 wrong usage
 */
export async function doctorCommand(platform: string, args: readonly string[]): Promise<number> {
  const [verb, ...more] = readOptions({ args: [...args], options: {}, allowPositionals: true }).positionals
  const words = loadWords()
  const run = await PLATFORMS.find(({ name }) => name === platform)?.doctor?.()
  if (verb !== 'doctor' || more.length > 0 || !run) {
    console.error(words.plain(`${platform}.doctor.usage`))
    return 2
  }
  const { ok, lines } = await run(process.env, words)
  for (const line of lines) console.log(line)
  return ok ? 0 : 1
}

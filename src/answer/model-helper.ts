import { z } from 'zod'
import type { Answer } from '../model/answer.ts'
import type { Lexicon } from '../language/lexicon.ts'
import type { AnswerWords } from './answer-words.ts'
import { inventions } from './inventions.ts'

/** How an office's own model is reached; off unless an address is set. */
export const ModelSettings = z.object({
  /** Any OpenAI-compatible address: `http://10.0.0.5:8000/v1`. */
  url: z.url(),
  name: z.string().min(1).default('default'),
  key: z.string().optional(),
  timeoutMs: z.coerce.number().int().min(200).max(60_000).default(8000),
})
export type ModelSettings = z.infer<typeof ModelSettings>

/** @returns the settings of NIANBAO_MODEL_URL, _NAME, _KEY, _TIMEOUT_MS; null where no address is set: no model */
export function readModelSettings(environment: Readonly<Record<string, string | undefined>>): ModelSettings | null {
  if (!environment['NIANBAO_MODEL_URL']) return null
  return ModelSettings.parse({
    url: environment['NIANBAO_MODEL_URL'],
    name: environment['NIANBAO_MODEL_NAME'] || undefined,
    key: environment['NIANBAO_MODEL_KEY'] || undefined,
    timeoutMs: environment['NIANBAO_MODEL_TIMEOUT_MS'] || undefined,
  })
}

export interface ModelHelper {
  /**
   * The answer in other words if the model kept to the text, else the answer unchanged. The model never touches kind, route,
   * basis, buttons and action.
   */
  rephrase(answer: Answer, question: string): Promise<Answer>
}

const Completion = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) })
/** Kinds whose words may be said otherwise; figures of a checklist, refusals and actions stay as they are. */
const REPHRASED: readonly Answer['kind'][] = ['rule', 'topic', 'finding']
const LONGEST = 1500
const LARGEST_BODY = 200_000

/** @param fetcher fetch, or a double */
export const createModelHelper = (
  settings: ModelSettings,
  words: AnswerWords,
  lexicon: Lexicon,
  fetcher: typeof fetch = fetch,
): ModelHelper => ({
  async rephrase(answer, question) {
    if (!REPHRASED.includes(answer.kind)) return answer
    // A draft's words go into a tag of their own, without marks that could close it.
    const draft = [...answer.text.matchAll(/⟦(.*?)⟧/gs)].map(([, quoted]) => withoutTags(quoted as string)).join('\n')
    const texts = answer.text
      .split('\n')
      .map((line) => withoutTags(plain(line)))
      .filter(Boolean)
    const said = await complete(settings, fetcher, [
      { role: 'system', content: words.plain('answer-model.system') },
      { role: 'user', content: words.plain('answer-model.user', { question: withoutTags(question), texts, draft: draft || null }) },
    ])
    if (said === null || said.length > LONGEST || said.trim().length < 4 || said.includes(words.plain('answer-model.unknown')))
      return answer
    const sources = [plain(answer.text), ...answer.basis.flatMap(({ document, place }) => [document, place ?? ''])]
    if (inventions(lexicon, said, sources).length > 0) return answer
    return { ...answer, text: escapeMarks(said.trim()) }
  },
})

/** One call, no second try: our own text is as good an answer. */
async function complete(
  settings: ModelSettings,
  fetcher: typeof fetch,
  messages: readonly { role: string; content: string }[],
): Promise<string | null> {
  try {
    const response = await fetcher(`${settings.url.replace(/\/+$/, '')}/chat/completions`, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json', ...(settings.key ? { authorization: `Bearer ${settings.key}` } : {}) },
      body: JSON.stringify({ model: settings.name, messages, temperature: 0, max_tokens: 600, stream: false }),
      signal: AbortSignal.timeout(settings.timeoutMs),
    })
    if (!response.ok) return null
    const body = await response.text()
    if (body.length > LARGEST_BODY) return null
    const parsed = Completion.safeParse(JSON.parse(body))
    return parsed.success ? (parsed.data.choices[0]?.message.content ?? null) : null
  } catch {
    return null
  }
}

const plain = (markup: string): string => markup.replace(/\\(.)/g, '$1').replace(/\*\*|`|[⟦⟧]/g, '')

const withoutTags = (text: string): string => text.replace(/[<>]/g, ' ')

/** What the model says is text and never marks. */
const escapeMarks = (text: string): string => text.replace(/[\\*`⟦⟧]/g, '\\$&')

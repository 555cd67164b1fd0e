import type { Match, ZxcvbnFactory } from '@zxcvbn-ts/core'
import type { Lexicon } from '../language/lexicon.ts'
import type { PasswordFault, PasswordJudge } from '../model/ports/password-judge.ts'

/** Ten to this power: what can be guessed with some patience if the hashes are stolen. */
const LEAST_GUESSES = 8
/** Looking for disguised words in a long text takes a second, and its beginning has possibilities enough. */
const MOST_JUDGED = 40
/** Words of one character, or of two letters, stand in every text. */
const SHORTEST_OWN = 3
/** A number of a person in China: telephone, identity card, a day. */
const NUMBERS = /(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dx]|(?:19|20)\d{2}[-./]?\d{2}[-./]?\d{2}|(?:19|20)\d{2})(?!\d)/g
/** Less than this beside such a number is no password. */
const LEAST_BESIDE = 6
/** Three words that everybody uses, and less than this beside them, are none either. */
const MOST_WORDS = 3
const LEAST_BESIDE_WORDS = 4
const PATTERNS = new Set(['repeat', 'sequence', 'spatial', 'date', 'regex'])

interface Tools {
  readonly zxcvbn: ZxcvbnFactory
  /** Toneless pinyin of Chinese, other characters as they are. */
  pinyin(text: string): string
  readonly own: readonly string[]
  /** Any of the common words, the longest first. */
  readonly common: RegExp
}

/**
 * Judges by zxcvbn (D. Wheeler, USENIX Security 2016; the passwords-common list of @zxcvbn-ts) and by what people here
 * use: Chinese words and their pinyin, telephone numbers. Lists and pinyin are loaded with the first password.
 */
export function createPasswordJudge(lexicon: Lexicon): PasswordJudge {
  let loading: Promise<Tools> | null = null
  return {
    judge: async (password, own) => judge(await (loading ??= load(lexicon)), password, own),
  }
}

async function load(lexicon: Lexicon): Promise<Tools> {
  const [{ ZxcvbnFactory: Factory }, { adjacencyGraphs, dictionary }, { pinyin }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('pinyin-pro'),
  ])
  const read = (text: string): string => pinyin(text, { toneType: 'none', type: 'array', v: true }).join('').toLowerCase()
  const common = lexicon.words('host/passwords/common')
  const chinese = [...new Set([...lexicon.words('host/passwords/numbers'), ...common, ...common.map(read)])]
  return {
    zxcvbn: new Factory({ dictionary: { ...dictionary, chinese }, graphs: adjacencyGraphs }),
    pinyin: read,
    own: lexicon.words('host/passwords/own'),
    common: new RegExp(chinese.toSorted((a, b) => b.length - a.length).join('|'), 'gu'),
  }
}

function judge({ zxcvbn, pinyin, own: always, common }: Tools, password: string, given: readonly string[]): PasswordFault | null {
  const text = fold(password)
  if (/^[\d\s.\-/+]+$/.test(text)) return 'digits'
  const own = [...always, ...given]
    .flatMap((word) => [fold(word), fold(pinyin(word))])
    .filter((word) => [...word].length >= (/\p{Script=Han}/u.test(word) ? 2 : SHORTEST_OWN))
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '')
  const heard = fold(pinyin(letters))
  if (own.some((word) => text.includes(word) || letters.includes(word) || heard.includes(word))) return 'own'
  const beside = text.replace(NUMBERS, '')
  if (beside !== text && [...beside].length < LEAST_BESIDE) return 'pattern'
  if (isOfWords(beside, common)) return 'common'
  const { guessesLog10, sequence } = zxcvbn.check([...text].slice(0, MOST_JUDGED).join(''), own)
  // The estimate is for letters of an alphabet: a Chinese character that is in no word is one of thousands.
  const rare = sequence.filter(({ pattern }) => pattern === 'bruteforce').flatMap(({ token }) => token.match(/\p{Script=Han}/gu) ?? [])
  const distinct = new Set(rare).size
  if (guessesLog10 + distinct >= LEAST_GUESSES) return null
  return faultOf(sequence)
}

/** Whether hardly anything is left without a few common words. */
function isOfWords(text: string, common: RegExp): boolean {
  const words = new Set(text.match(common))
  const left = text.replace(common, '').replace(/[^\p{L}\p{N}]/gu, '')
  // A Chinese character is as good as two letters.
  const weight = [...left].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0)
  return words.size > 0 && words.size <= MOST_WORDS && weight < LEAST_BESIDE_WORDS
}

/** What most of the password is. */
function faultOf(sequence: readonly Match[]): PasswordFault {
  const longest = sequence.toSorted((a, b) => b.token.length - a.token.length)[0]
  if (longest && PATTERNS.has(longest.pattern)) return 'pattern'
  return longest?.pattern === 'dictionary' ? 'common' : 'guessable'
}

/** As people type the same: full-width, capitals. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

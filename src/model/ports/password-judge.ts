/**
 * Why a password will not do: digits only, a word of the person or the office in it, one that everybody uses, a
 * pattern (repeated, in a row, a date), or few enough possibilities to be guessed.
 */
export type PasswordFault = 'digits' | 'own' | 'common' | 'pattern' | 'guessable'

/** Judges new passwords. */
export interface PasswordJudge {
  /** @param own words that may not stand in it: login, names, agencies */
  judge(password: string, own: readonly string[]): Promise<PasswordFault | null>
}

import { IS_WIDE } from './fold-characters.ts'

/** Columns of a terminal that a character takes. */
export const displayWidth = (char: string): number => (IS_WIDE.test(char) && !/[\u2018-\u201f\u2026]/.test(char) ? 2 : 1)

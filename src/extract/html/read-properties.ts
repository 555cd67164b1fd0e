import { READ_PROPERTIES } from './element-look.ts'

/** A declared value, and whether it is `!important`. */
export interface Declared {
  readonly value: string
  readonly important: boolean
}

export type Declarations = ReadonlyMap<string, Declared>

const NAMES: ReadonlySet<string> = new Set(READ_PROPERTIES)

export const isRead = (property: string): boolean => NAMES.has(property) || property.startsWith('--')

/** A look at the words is a hundred times quicker than reading them. */
const READ = new RegExp(`${READ_PROPERTIES.join('|')}|--[\\w-]+\\s?:`, 'i')

/** Whether a piece of CSS may say anything of what is read. */
export const saysWhatIsRead = (css: string): boolean => READ.test(css)

import { foreignKind } from '../file-kinds.ts'

/**
 * What a message brings: its files, the pictures among them apart, the messages within it, and its own words as a file of the
 * format that they are written in.
 */
export interface Mail {
  readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  readonly pictures: Mail['attachments']
  readonly messages: readonly Mail[]
  /** Null where nothing is written. */
  readonly body: { readonly name: string; readonly bytes: Uint8Array } | null
}

/** How deep messages within messages are opened. */
export const MOST_MESSAGES = 8

/** Parts the attached files into pictures and all others, by their bytes. */
export function partPictures(files: Mail['attachments']): Pick<Mail, 'attachments' | 'pictures'> {
  const isPicture = ({ bytes }: Mail['attachments'][number]): boolean => foreignKind(bytes)?.what === 'picture'
  return { attachments: files.filter((file) => !isPicture(file)), pictures: files.filter(isPicture) }
}

/** What a message brings: its files, and its own words as a file of the format that they are written in. */
export interface Mail {
  readonly attachments: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  /** Null where nothing is written. */
  readonly body: { readonly name: string; readonly bytes: Uint8Array } | null
}

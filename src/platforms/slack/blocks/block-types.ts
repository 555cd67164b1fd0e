/** The few kinds of Block Kit that this project draws. None holds mrkdwn, so nothing in them can become formatting. */
export interface PlainText {
  readonly type: 'plain_text'
  readonly text: string
  readonly emoji: false
}

export interface RichTextStyle {
  readonly bold?: true
  readonly code?: true
}

export type RichTextLeaf =
  | { readonly type: 'text'; readonly text: string; readonly style?: RichTextStyle }
  | { readonly type: 'link'; readonly url: string; readonly text: string; readonly style?: RichTextStyle }

export interface RichTextSection {
  readonly type: 'rich_text_section'
  readonly elements: readonly RichTextLeaf[]
}

interface RichTextList {
  readonly type: 'rich_text_list'
  readonly style: 'bullet'
  readonly elements: readonly RichTextSection[]
}

export interface Button {
  readonly type: 'button'
  readonly action_id: string
  readonly text: PlainText
  readonly value?: string
  readonly style?: 'primary' | 'danger'
}

interface PlainTextInput {
  readonly type: 'plain_text_input'
  readonly action_id: string
  readonly multiline: boolean
  readonly min_length: number
  readonly max_length: number
}

export type SlackBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'divider' }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'section'; readonly text: PlainText; readonly block_id?: string }
  | { readonly type: 'rich_text'; readonly elements: readonly (RichTextSection | RichTextList)[] }
  | { readonly type: 'actions'; readonly elements: readonly Button[]; readonly block_id?: string }
  | { readonly type: 'input'; readonly block_id: string; readonly label: PlainText; readonly element: PlainTextInput }

/** @param most characters (UTF-16 units, as Slack counts) before it is cut with an ellipsis */
export function plainText(text: string, most: number): PlainText {
  const shown = text.trim() === '' ? '—' : text
  return { type: 'plain_text', text: cutText(shown, most), emoji: false }
}

/** Cuts on whole characters, the ellipsis within the limit. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  let kept = ''
  for (const character of text) {
    if (kept.length + character.length > most - 1) break
    kept += character
  }
  return `${kept}…`
}

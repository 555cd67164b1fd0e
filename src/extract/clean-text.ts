/**
 * Characters that no reader of the draft sees: controls, zero-width and direction marks, lone surrogates. Dropped
 * everywhere, so that they neither split a number nor turn a line around where it is shown.
 */
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Whether a text holds anything but blanks of any width. */
export const hasText = (text: string): boolean => /\S/.test(text)

/** A text of a file without what cannot be seen, ends of lines as "\n". */
export const cleanText = (text: string): string => text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '')

/**
 * A text without the characters at its end that match. Looked at from the end: a pattern of many and an end would be
 * tried from each of them in every run within the text.
 * @param character matches one character
 */
export function trimEndOf(text: string, character: RegExp): string {
  let end = text.length
  while (end > 0 && character.test(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** A text without the characters at either end that match. */
export function trimOf(text: string, character: RegExp): string {
  const rest = trimEndOf(text, character)
  let start = 0
  while (start < rest.length && character.test(rest.charAt(start))) start++
  return rest.slice(start)
}

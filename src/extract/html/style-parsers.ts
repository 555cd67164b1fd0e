/** What reads style sheets and selectors. */
type StyleParsers = typeof import('./css-rules.ts') & typeof import('./css-selectors.ts')

let loaded: StyleParsers | null = null

/** Loads the parsers; a page without style sheets, as most drafts are, does not wait for them. */
export async function loadStyleParsers(): Promise<void> {
  loaded ??= { ...(await import('./css-rules.ts')), ...(await import('./css-selectors.ts')) }
}

/** The parsers where they have been loaded. */
export const styleParsers = (): StyleParsers | null => loaded

/** @throws where a page was not seen to need them (survey-page.ts) */
export function neededParsers(): StyleParsers {
  if (!loaded) throw new Error('the parsers of styles are not loaded')
  return loaded
}

/** What few texts hold: all but ASCII, Chinese characters, their punctuation and letters of full width. */
const UNUSUAL = /[^\t\n\u0020-\u007e\u00b7\u2014\u2018-\u201d\u2026\u3000-\u301f\u4e00-\u9fff\uff01-\uff5e]/

/**
 * Whether a text holds nothing but characters that stand for themselves, as nearly all do: none that is invisible, lost,
 * another form of a character or a mark of a note. One look saves a look for each of these.
 */
export const isUsual = (text: string): boolean => !UNUSUAL.test(text)

import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { gfmTable } from 'micromark-extension-gfm-table'

/** A line without any of these is the same in Markdown and in plain text. */
const SIGNS = /[\\`*_[\]&<#!~^$]/g
/** The parser's time grows with the square of the signs in a line. */
const MOST_SIGNS = 200

/**
 * A line is a paragraph here, since Chinese drafts are not wrapped by hand. So the parser never sees what spans lines,
 * but for tables; list numbers stay in the text, and a fence or an indent does not hide the tables behind it.
 */
const PARSING: Parameters<typeof fromMarkdown>[1] & object = {
  extensions: [
    gfmTable(),
    // One wave is a lowered text to others: H~2~O.
    gfmStrikethrough({ singleTilde: false }),
    cjkFriendlyExtension(),
    {
      disable: { null: ['blockQuote', 'codeFenced', 'codeIndented', 'definition', 'htmlFlow', 'list', 'setextUnderline', 'thematicBreak'] },
    },
  ],
  mdastExtensions: [gfmTableFromMarkdown(), gfmStrikethroughFromMarkdown()],
}

export type MarkdownNode = ReturnType<typeof fromMarkdown>['children'][number]

export const parseMarkdown = (source: string): MarkdownNode[] => fromMarkdown(source, PARSING).children

/** Whether nothing in a text can be anything but itself in Markdown. */
export const hasNoSigns = (text: string): boolean => text.search(SIGNS) < 0 && !text.includes('\0')

/** Whether a line is the same as plain text, or has more signs than any draft. */
export const isPlain = (text: string): boolean => text.search(SIGNS) < 0 || countSigns(text) > MOST_SIGNS

const countSigns = (text: string): number => text.match(SIGNS)?.length ?? 0

/** A row with more signs than any draft has: they are text. */
export const escapeHosts = (row: string): string => (countSigns(row) > MOST_SIGNS ? row.replace(SIGNS, '\\$&') : row)

/** What programs and not writers put into Chinese files. */

/** A paragraph that is a page number: “- 3 -”, “第3页 共8页”, “3/8”. */
export const PAGE_NUMBER =
  /^[-—–―_~·.•\s]*(?:第\s*)?[0-9０-９]{1,4}(?:\s*页)?(?:[-—–―_~·.•\s]*(?:共|\/|／|of)\s*[0-9０-９]{1,4}(?:\s*页)?)?[-—–―_~·.•\s]*$/i

/** What converters and notebooks leave of Word's bookmarks and pictures; the first group names the kind. */
export const LEFT_MARKS = /\[(bookmark|image|picture|图片)[:：][^\]\n]{0,200}\]|!\[\[[^\]\n]{1,200}\]\]/gi

/** A comment that a converter leaves in place of a picture. */
export const LEFT_PICTURE = /^<!-- ?(?:image|picture|figure|图片)\b/i

/** The name of a paragraph style of a table of contents, in lower case. */
export const CONTENTS_STYLE = /^(?:toc |目录 ?)\d/

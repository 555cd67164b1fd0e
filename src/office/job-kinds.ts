/** Names of the office's own jobs. A platform's have its name in front. */
export const CHECK_DRAFT = 'check-draft'
export const MAKE_FILE = 'make-file'

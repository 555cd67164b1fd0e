/** Slack's published limits (docs.slack.dev/reference/block-kit). */
export const SLACK_LIMITS = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  headerText: 150,
  sectionText: 3000,
  contextText: 2000,
  buttonText: 75,
  buttonValue: 2000,
  actionsPerBlock: 25,
  fallbackText: 3000,
  /**
   * Characters of all blocks as JSON. Slack refuses longer messages (`msg_blocks_too_long`) and does not publish where
   * it draws the line: 13 297 characters of text alone were seen, less with more containers (bolt-js #2509, #2867).
   */
  blocksJson: 11_000,
} as const

/**
 * Slack's published limits for Block Kit, checked the way the API does: a message or view that breaks one is refused.
 * Source: docs.slack.dev/reference/block-kit (blocks, block elements, composition objects), and the cumulative limit
 * that Slack does not publish (bolt-js #2509, #2867).
 */
type Json = Record<string, unknown>

export const CUMULATIVE_LIMIT = 13_000

const TOP_LEVEL = new Set(['actions', 'context', 'divider', 'header', 'input', 'rich_text', 'section', 'table'])
const RICH_TEXT_PARTS = new Set(['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'])

/** Problems of a message's blocks, in Slack's wording; empty where they would be accepted. */
export function messageProblems(blocks: unknown): string[] {
  if (!Array.isArray(blocks)) return ['blocks must be an array']
  const problems = blocks.length > 50 ? [`no more than 50 items allowed [json-pointer:/blocks] (${blocks.length})`] : []
  const tables = blocks.filter((block: Json) => block['type'] === 'table')
  if (tables.length > 1) problems.push('only one table allowed')
  return [...problems, ...uniqueBlockIds(blocks), ...blocks.flatMap((block, at) => blockProblems(block, `/blocks/${at}`))]
}

/** Problems of a modal or an App Home tab. */
export function viewProblems(view: Json): string[] {
  const problems: string[] = []
  const blocks = view['blocks']
  if (view['type'] !== 'modal' && view['type'] !== 'home') problems.push('view type must be modal or home')
  if (view['type'] === 'modal') {
    problems.push(...plainText(view['title'], 24, '/view/title', true))
    if (view['submit'] !== undefined) problems.push(...plainText(view['submit'], 24, '/view/submit', true))
    if (view['close'] !== undefined) problems.push(...plainText(view['close'], 24, '/view/close', true))
    if (hasInput(blocks) && view['submit'] === undefined) problems.push('submit is required when there is an input')
  }
  if (text(view['private_metadata']).length > 3000) problems.push('private_metadata too long')
  if (text(view['callback_id']).length > 255) problems.push('callback_id too long')
  if (!Array.isArray(blocks)) return [...problems, 'view blocks must be an array']
  if (blocks.length > 100) problems.push('no more than 100 items allowed in a view')
  return [...problems, ...uniqueBlockIds(blocks), ...blocks.flatMap((block, at) => blockProblems(block, `/view/blocks/${at}`))]
}

function blockProblems(block: Json, at: string): string[] {
  const type = text(block['type'])
  if (!TOP_LEVEL.has(type)) return [`unsupported block type ${type} [${at}]`]
  const problems = text(block['block_id']).length > 255 ? [`block_id too long [${at}]`] : []
  if (type === 'header') problems.push(...plainText(block['text'], 150, at, true))
  if (type === 'section') problems.push(...sectionProblems(block, at))
  if (type === 'context')
    problems.push(...listLength(block['elements'], 1, 10, at), ...list(block['elements']).flatMap((e) => textObject(e, 2000, at)))
  if (type === 'actions')
    problems.push(
      ...listLength(block['elements'], 1, 25, at),
      ...list(block['elements']).flatMap((e) => elementProblems(e, at)),
      ...uniqueActionIds(list(block['elements']), at),
    )
  if (type === 'input')
    problems.push(...plainText(block['label'], 2000, at, true), ...elementProblems((block['element'] ?? {}) as Json, at))
  if (type === 'rich_text') problems.push(...richTextProblems(block, at))
  if (type === 'table') problems.push(...tableProblems(block, at))
  return problems
}

function sectionProblems(block: Json, at: string): string[] {
  const problems: string[] = []
  if (block['text'] === undefined && block['fields'] === undefined) problems.push(`section needs text or fields [${at}]`)
  if (block['text'] !== undefined) problems.push(...textObject(block['text'] as Json, 3000, at))
  if (block['fields'] !== undefined)
    problems.push(...listLength(block['fields'], 1, 10, at), ...list(block['fields']).flatMap((f) => textObject(f, 2000, at)))
  if (block['accessory'] !== undefined) problems.push(...elementProblems(block['accessory'] as Json, at))
  return problems
}

function elementProblems(element: Json, at: string): string[] {
  const type = text(element['type'])
  const problems: string[] = []
  if (text(element['action_id']).length > 255) problems.push(`action_id too long [${at}]`)
  if (type === 'button') {
    problems.push(...plainText(element['text'], 75, at, true))
    if (text(element['value']).length > 2000) problems.push(`button value too long [${at}]`)
    if (element['value'] === '') problems.push(`button value must not be empty [${at}]`)
    if (element['style'] !== undefined && element['style'] !== 'primary' && element['style'] !== 'danger')
      problems.push(`invalid button style [${at}]`)
    return problems
  }
  if (type === 'overflow') {
    const options = list(element['options'])
    problems.push(...listLength(options, 1, 5, at))
    for (const option of options) {
      problems.push(...plainText(option['text'], 75, at, true))
      if (text(option['value']).length > 150) problems.push(`option value too long [${at}]`)
    }
    return problems
  }
  if (type === 'plain_text_input') {
    const most = Number(element['max_length'] ?? 3000)
    if (!(most >= 1 && most <= 3000)) problems.push(`max_length out of range [${at}]`)
    if (element['placeholder'] !== undefined) problems.push(...plainText(element['placeholder'], 150, at, true))
    return problems
  }
  return [...problems, `unsupported element type ${type} [${at}]`]
}

function richTextProblems(block: Json, at: string): string[] {
  const elements = list(block['elements'])
  const problems = elements.length === 0 ? [`rich_text needs elements [${at}]`] : []
  for (const element of elements) {
    const type = text(element['type'])
    if (!RICH_TEXT_PARTS.has(type)) problems.push(`unsupported rich text part ${type} [${at}]`)
    const leaves =
      type === 'rich_text_list' ? list(element['elements']).flatMap((section) => list(section['elements'])) : list(element['elements'])
    if (type === 'rich_text_list' && list(element['elements']).some((section) => section['type'] !== 'rich_text_section'))
      problems.push(`list items must be sections [${at}]`)
    if (leaves.length === 0) problems.push(`empty rich text part [${at}]`)
    problems.push(...leaves.flatMap((leaf) => richTextLeafProblems(leaf, at)))
  }
  return problems
}

function richTextLeafProblems(leaf: Json, at: string): string[] {
  const type = text(leaf['type'])
  if (type === 'text') return text(leaf['text']).length === 0 ? [`must be more than 0 characters [${at}]`] : []
  if (type === 'link') return /^https?:\/\//.test(text(leaf['url'])) ? [] : [`invalid link [${at}]`]
  if (type === 'emoji') return text(leaf['name']).length === 0 ? [`emoji without a name [${at}]`] : []
  return [`unsupported rich text element ${type} [${at}]`]
}

function tableProblems(block: Json, at: string): string[] {
  const rows = Array.isArray(block['rows']) ? (block['rows'] as unknown[]) : []
  const problems = rows.length < 1 || rows.length > 100 ? [`table rows out of range [${at}]`] : []
  for (const row of rows) {
    const cells = list(row)
    if (cells.length < 1 || cells.length > 20) problems.push(`table columns out of range [${at}]`)
    for (const cell of cells) {
      if (cell['type'] === 'raw_text') problems.push(...(text(cell['text']).length === 0 ? [`empty raw_text [${at}]`] : []))
      else if (cell['type'] === 'rich_text') problems.push(...richTextProblems(cell, at))
      else problems.push(`unsupported cell type [${at}]`)
    }
  }
  return problems
}

function textObject(value: Json, most: number, at: string): string[] {
  if (value['type'] === 'plain_text') return plainText(value, most, at, false)
  if (value['type'] !== 'mrkdwn') return [`text must be plain_text or mrkdwn [${at}]`]
  const length = text(value['text']).length
  return length < 1 || length > most ? [`must be 1 to ${most} characters, was ${length} [${at}]`] : []
}

function plainText(value: unknown, most: number, at: string, only: boolean): string[] {
  const object = (value ?? {}) as Json
  if (only && object['type'] !== 'plain_text') return [`must be plain_text [${at}]`]
  const length = text(object['text']).length
  return length < 1 || length > most ? [`must be 1 to ${most} characters, was ${length} [${at}]`] : []
}

function uniqueBlockIds(blocks: Json[]): string[] {
  const ids = blocks.map((block) => block['block_id']).filter((id) => id !== undefined)
  return new Set(ids).size === ids.length ? [] : ['block_id must be unique']
}

function uniqueActionIds(elements: Json[], at: string): string[] {
  const ids = elements.map((element) => element['action_id']).filter((id) => id !== undefined)
  return new Set(ids).size === ids.length ? [] : [`action_id must be unique in its block [${at}]`]
}

function listLength(value: unknown, least: number, most: number, at: string): string[] {
  const length = list(value).length
  return length < least || length > most ? [`must have ${least} to ${most} items, had ${length} [${at}]`] : []
}

function hasInput(blocks: unknown): boolean {
  return list(blocks).some((block) => block['type'] === 'input')
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? (value as Json[]) : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

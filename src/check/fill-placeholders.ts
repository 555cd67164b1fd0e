import { innerQuotes } from '../model/inner-quotes.ts'
import type { Values } from '../model/outcome.ts'

const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9]*)\}/g

/** Names of the {placeholders} in a rule's text, in order, each once. */
export const placeholdersOf = (text: string): string[] => [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => match[1] as string))]

/**
 * Puts the evidence into a rule's text; between “ and ” its own quotation marks become ‘…’, unless it closes and opens
 * the rule's (主动公开”“依申请公开). A name without evidence stays as it is; the catalogue's audit finds it.
 */
export const fillPlaceholders = (text: string, evidence: Values): string =>
  text.replace(PLACEHOLDER, (whole, name: string, at: number) => {
    if (!(name in evidence)) return whole
    const value = String(evidence[name])
    const quoted = text.lastIndexOf('“', at) > text.lastIndexOf('”', at)
    return quoted && /^[^”]*“/.test(value) ? innerQuotes(value) : value
  })

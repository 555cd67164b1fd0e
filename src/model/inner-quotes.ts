/** Words that are themselves put into “…”: their own quotation marks become ‘…’ (GB/T 15834 4.8). */
export function innerQuotes(words: string): string {
  return words.replaceAll('“', '‘').replaceAll('”', '’')
}

/** Words that are themselves put into “…”: their own quotation marks become ‘…’ (GB/T 15834 4.8). */
export const innerQuotes = (words: string): string => words.replaceAll('“', '‘').replaceAll('”', '’')

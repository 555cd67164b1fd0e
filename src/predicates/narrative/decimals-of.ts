/** How many decimals a percentage has as it is written: 2 for 20.31%. */
export function decimalsOf(text: string): number {
  return /\d\.(\d{1,9})\s*[%％]/.exec(text)?.[1]?.length ?? 0
}

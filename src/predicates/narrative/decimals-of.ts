/** How many decimals a percentage has as it is written: 2 for 20.31%. */
export const decimalsOf = (text: string): number => /\d\.(\d{1,9})\s*[%％]/.exec(text)?.[1]?.length ?? 0

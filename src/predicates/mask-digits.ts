/** Hides the middle of every run of eleven or more digits, so that no number of a person is ever shown whole. */
export function maskDigits(text: string): string {
  return text.replace(/\d{6,}[\dXx]{5,}/g, (run) => `${run.slice(0, 3)}${'*'.repeat(Math.min(run.length - 5, 13))}${run.slice(-2)}`)
}

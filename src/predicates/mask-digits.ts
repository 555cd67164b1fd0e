const whole = /[\d０-９]{6,}[\d０-９Xx]{5,}/g
const grouped = /(?<!\d)(?:1[3-9]\d[ -]\d{4}[ -]\d{4}|\d{6}[ -]\d{8}[ -]?\d{3}[\dXx]|(?:\d{4}[ -]){3}\d{4})(?!\d)/g

const hide = (run: string): string => `${run.slice(0, 3)}${'*'.repeat(Math.min(run.length - 5, 13))}${run.slice(-2)}`

/** Hides the middle of every run of eleven or more digits, grouped or not, so that no number of a person is shown whole. */
export function maskDigits(text: string): string {
  return text.replace(grouped, hide).replace(whole, hide)
}

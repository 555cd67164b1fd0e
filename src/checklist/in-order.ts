import type { Finding } from '../model/finding.ts'

const ORDER = { error: 0, warning: 1, notice: 2 } as const

/** 必改, 建议, 提示; within each what a report may be returned for goes first. */
export const inOrder = (a: Finding, b: Finding): number =>
  ORDER[a.severity] - ORDER[b.severity] || Number(b.returns === true) - Number(a.returns === true)

import { z } from 'zod'

/** Texts of a clean report (rules/forms/sample.yaml), with {agency}, {year}, {next} and {document}: what cases of rules change. */
export const SampleTexts = z.strictObject({
  agency: z.string(),
  title: z.string(),
  law: z.string(),
  period: z.string(),
  published: z.string(),
  contact: z.string(),
  /** Items of part one, by the key under which a case replaces them. */
  aspects: z.array(z.strictObject({ key: z.string(), heading: z.string(), text: z.string() })),
  parts: z.record(z.string(), z.array(z.string())),
  signature: z.array(z.string()),
})
export type SampleTexts = z.infer<typeof SampleTexts>

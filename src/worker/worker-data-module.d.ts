/** Made by scripts/build-worker.mjs; wrangler.toml says where it is. */
declare module '@nianbao/worker-data' {
  export function readData(): import('./worker-data.ts').WorkerData
  /** Character maps by name, in base64. */
  export const cmaps: Readonly<Record<string, string>>
  /** The index of known phrasings, packed (pack-question-index.ts), in base64. */
  export const questions: string
}

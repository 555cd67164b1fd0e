declare module 'cloudflare:test' {
  export function applyD1Migrations(database: unknown, migrations: unknown): Promise<void>
  export function createExecutionContext(): { waitUntil(work: Promise<unknown>): void }
  export function waitOnExecutionContext(context: { waitUntil(work: Promise<unknown>): void }): Promise<void>
}
declare module 'cloudflare:workers' {
  export const env: unknown
  export const exports: { readonly default: { fetch(request: Request | string, init?: RequestInit): Promise<Response> } }
}

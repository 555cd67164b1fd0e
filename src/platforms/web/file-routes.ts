import type { OpenAPIHono } from '@hono/zod-openapi'
import { fetchFile } from '../../office/fetch-file.ts'
import type { WebEnv, WebOptions } from './web-context.ts'

/** Files that the bot has made, always as a download and never shown in the page. */
export function addFileRoutes(app: OpenAPIHono<WebEnv>, { office }: WebOptions): void {
  app.get('/files/:message/:index{[0-9]+}', async (c) => {
    const file = await fetchFile(office, c.get('actor'), c.req.param('message'), Number(c.req.param('index')))
    return c.body(file.bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': file.type,
      'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeName(file.name)}`,
    })
  })
}

/** Percent-encoded as RFC 5987 wants it: stricter than encodeURIComponent. */
const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

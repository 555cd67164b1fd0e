import type { OpenAPIHono } from '@hono/zod-openapi'
import { joinBytes } from '../../language/join-bytes.ts'
import { markDraft } from '../../office/mark-draft.ts'
import { MarkedView } from './marked-view.tsx'
import { pageDrawer } from './page-shell.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

/** Stands for the draft while the page around it is drawn. Escaped text never holds it. */
const DRAFT = '<!--draft-->'

/** `/drafts/:id/marked`: the draft with its findings in place; `?before=1` beside the version before. */
export function addMarkedRoutes(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { office, link } = options
  const draw = pageDrawer(options)
  app.get('/drafts/:id/marked', async (c) => {
    const id = c.req.param('id')
    const compare = c.req.query('before') === '1'
    const { checklist, html, places, compared, comparable } = await markDraft(office, c.get('actor'), id, { compare })
    const view = (
      <MarkedView
        checklist={checklist}
        draft={DRAFT}
        places={places}
        compared={compared}
        singleHref={link('drafts', id, 'marked')}
        compareHref={comparable ? link('drafts', id, 'marked', { before: 1 }) : undefined}
      />
    )
    const [head = '', foot = ''] = draw(checklist.agency ?? checklist.file, view).split(DRAFT)
    // The draft stays bytes: it may be large, and nobody here has to look at it.
    const encoder = new TextEncoder()
    const page = joinBytes([encoder.encode(head), html, encoder.encode(foot)])
    return c.body(page as Uint8Array<ArrayBuffer>, 200, { 'content-type': 'text/html; charset=UTF-8' })
  })
}

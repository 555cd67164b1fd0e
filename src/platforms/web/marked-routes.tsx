import type { OpenAPIHono } from '@hono/zod-openapi'
import { markDraft } from '../../office/mark-draft.ts'
import { MarkedView } from './marked-view.tsx'
import { pageDrawer } from './page-shell.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

/** `/drafts/:id/marked`: the draft with its findings in place; `?before=1` beside the version before. */
export function addMarkedRoutes(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { office, link } = options
  const draw = pageDrawer(options)
  app.get('/drafts/:id/marked', async (c) => {
    const id = c.req.param('id')
    const compare = c.req.query('before') === '1'
    const { checklist, document, previous, comparable } = await markDraft(office, c.get('actor'), id, { compare })
    const view = (
      <MarkedView
        document={document}
        checklist={checklist}
        singleHref={link('drafts', id, 'marked')}
        compareHref={comparable ? link('drafts', id, 'marked', { before: 1 }) : undefined}
        previousDocument={previous ?? undefined}
      />
    )
    return c.html(draw(checklist.agency ?? checklist.file, view))
  })
}

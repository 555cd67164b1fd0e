import type { OpenAPIHono } from '@hono/zod-openapi'
import { markDraft } from '../../office/mark-draft.ts'
import { MarkedView } from './marked-view.tsx'
import { PageShell, renderPage } from './page-shell.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

/** `/drafts/:id/marked`: the draft with its findings in place; `?before=1` beside the version before. */
export function addMarkedRoutes(app: OpenAPIHono<WebEnv>, { office, assets }: WebOptions): void {
  app.get('/drafts/:id/marked', async (c) => {
    const path = `/drafts/${encodeURIComponent(c.req.param('id'))}/marked`
    const { checklist, document, previous, comparable } = await markDraft(office, c.get('actor'), c.req.param('id'), {
      compare: c.req.query('before') === '1',
    })
    const { agency, file } = checklist
    return c.html(
      renderPage(
        <PageShell words={office.words} assets={assets} title={agency ?? file} script={false}>
          <MarkedView
            document={document}
            checklist={checklist}
            words={office.words}
            singleHref={path}
            {...(comparable ? { compareHref: `${path}?before=1` } : {})}
            {...(previous ? { previousDocument: previous } : {})}
          />
        </PageShell>,
      ),
    )
  })
}

import type { OpenAPIHono } from '@hono/zod-openapi'
import { listDeadLetters } from '../../office/dead-letters.ts'
import { localPerson } from '../../office/access.ts'
import { listConversations, openConversation, readConversation } from '../../office/open-conversation.ts'
import { drawChat } from './chat-page.tsx'
import { pageDrawer } from './page-shell.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

/** Pages that a person opens. */
export function addPageRoutes(app: OpenAPIHono<WebEnv>, { office, assets, link, uploadBytes, local }: WebOptions): void {
  const draw = pageDrawer({ words: office.words, assets, link })
  app.get('/', async (c) => {
    const actor = c.get('actor')
    const [newest] = await listConversations(office, actor, 'web')
    const { id } = newest ?? (await openConversation(office, actor, { platform: 'web' }))
    return c.redirect(link('c', id))
  })

  app.post('/conversations', async (c) => {
    const actor = c.get('actor')
    // One that is still empty is as good as a new one.
    const empty = (await listConversations(office, actor, 'web')).find(({ title }) => title === null)
    const unused = empty && (await office.store.conversations.messages(empty.id, { limit: 1 })).length === 0 ? empty : null
    const { id } = unused ?? (await openConversation(office, actor, { platform: 'web' }))
    return c.redirect(link('c', id), 303)
  })

  app.get('/c/:id', async (c) => {
    const actor = c.get('actor')
    const { conversation, messages } = await readConversation(office, actor, c.req.param('id'))
    const conversations = await listConversations(office, actor, 'web')
    const dead = actor.roles.includes('administrator') ? (await listDeadLetters(office, actor)).length : 0
    const page = drawChat({
      words: office.words,
      conversation,
      conversations,
      messages,
      megabytes: Math.floor(uploadBytes / 1_048_576),
      local: local && actor.userId === localPerson.userId,
      dead,
    })
    return c.html(draw(page.title, page.content, { aside: page.aside, script: true }))
  })
}

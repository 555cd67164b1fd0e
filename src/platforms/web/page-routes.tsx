import type { OpenAPIHono } from '@hono/zod-openapi'
import { listDeadLetters } from '../../office/dead-letters.ts'
import { LOCAL_PERSON } from '../../office/access.ts'
import { listConversations, openConversation, readConversation } from '../../office/open-conversation.ts'
import { Chat, ConversationList } from './chat-page.tsx'
import { pageDrawer } from './page-shell.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

/** Pages that a person opens. */
export function addPageRoutes(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { office, link, uploadBytes } = options
  const draw = pageDrawer(options)
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
    const aside = <ConversationList conversations={conversations} current={conversation.id} dead={dead} />
    const local = options.local && actor.userId === LOCAL_PERSON.userId
    const shown = { conversation, messages, local, megabytes: Math.floor(uploadBytes / 1_048_576), recognises: options.recognises === true }
    const chat = <Chat {...shown} />
    return c.html(draw(conversation.title ?? office.words.plain('web.new-title'), chat, { aside, script: true }))
  })
}

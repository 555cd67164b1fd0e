import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LOCAL_PERSON } from '../../src/office/access.ts'
import { purgeDraft } from '../../src/office/draft-document.ts'
import type { Actor } from '../../src/model/ports/actor.ts'
import { createLink } from '../../src/platforms/web/link.ts'
import { addMarkedRoutes } from '../../src/platforms/web/marked-routes.tsx'
import type { WebEnv, WebOptions } from '../../src/platforms/web/web-context.ts'
import { openTestOffice, type TestOffice } from '../support/open-test-office.ts'
import { sampleDocx } from '../support/sample-draft.ts'

const stranger: Actor = { userId: 'web:x', name: '丙', roles: ['drafter'], agencyIds: [], supervises: [] }

describe('the page of a draft with its findings in place', () => {
  let test: TestOffice
  beforeAll(() => {
    test = openTestOffice()
  })
  afterAll(() => test.close())

  async function get(path: string, actor: Actor = LOCAL_PERSON) {
    const app = new OpenAPIHono<WebEnv>()
    app.use(async (c, next) => {
      c.set('actor', actor)
      await next()
    })
    addMarkedRoutes(app, { office: test.office, assets: { script: '/s', style: '/c' }, link: createLink() } as WebOptions)
    app.onError((error, c) => c.text('code' in error ? String(error.code) : String(error), 404))
    const response = await app.request(path)
    return { status: response.status, text: await response.text() }
  }

  it('shows the draft and, from the second version on, the previous one; records who viewed it', async () => {
    const id = await test.newConversation()
    const agency = '临川市安平区文化局'
    const first = await test.check(id, '一.docx', sampleDocx({ agency, table3: { new_received: [3, 0, 0, 0, 0, 0, 4] } }))
    const second = await test.check(id, '二.docx', sampleDocx({ agency, table3: { new_received: [3, 0, 0, 0, 0, 0, 5] } }))
    const alone = await get(`/drafts/${first.draftId}/marked`)
    expect(alone.status).toBe(200)
    expect(alone.text).toContain('第 1 稿')
    expect(alone.text).toMatch(/<td class="marked error[^"]*">/)
    expect(alone.text).not.toContain('before=1')
    expect(alone.text).not.toContain('<script')
    expect((await get(`/drafts/${second.draftId}/marked`)).text).toContain(`/drafts/${second.draftId}/marked?before=1`)
    const both = await get(`/drafts/${second.draftId}/marked?before=1`)
    expect(both.text).toContain('<del>4</del>')
    expect(both.text).toContain('<ins>5</ins>')
    expect(await test.office.store.audit.list({ subject: `draft:${second.draftId}` })).toContainEqual(
      expect.objectContaining({ action: 'draft.read', actor: 'local' }),
    )
  })

  it('answers 404 to other users and after the draft is purged', async () => {
    const { draftId } = await test.check(await test.newConversation(), '三.docx', sampleDocx({ agency: '临川市安平区统计局' }))
    expect(await get(`/drafts/${draftId}/marked`, stranger)).toEqual({ status: 404, text: 'not-found' })
    expect(await get('/drafts/none/marked')).toEqual({ status: 404, text: 'not-found' })
    const draft = await test.office.store.drafts.find(draftId)
    if (draft) await purgeDraft(test.office, draft, '2026-12-01T00:00:00Z')
    expect(await get(`/drafts/${draftId}/marked`)).toEqual({ status: 404, text: 'not-found' })
  })
})

import type { OpenAPIHono } from '@hono/zod-openapi'
import type { FC } from 'hono/jsx'
import { AppError } from '../../model/app-error.ts'
import type { Rule } from '../../model/rule.ts'
import { basisSpans } from '../../reply/finding-lines.ts'
import type { Words } from '../../reply/say.ts'
import { PageShell, renderPage } from './page-shell.tsx'
import { Spans } from './reply-view.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

/** The catalogue to read: all rules, and a page for each. */
export function addRulePages(app: OpenAPIHono<WebEnv>, { office, assets }: WebOptions): void {
  const { words } = office
  const { rules } = office.checker
  app.get('/rules', (c) =>
    c.html(renderPage(
      <PageShell words={words} assets={assets} title={words.plain('web.rules')} script={false}>
        <main class="plain-page" id="chat">
          <h1>{words.plain('web.rules-page.head')}</h1>
          <p>{words.plain('web.rules-page.text', { count: rules.length })}</p>
          <ul class="rules">
            {rules.map((rule) => (
              <li class={rule.severity}>
                <a class="rule" href={`/rules/${rule.id}`}>
                  {rule.id}
                </a>
                <span class={`tag ${rule.severity}`}>{words.plain(`checklist.severity.${rule.severity}`)}</span>
                <a href={`/rules/${rule.id}`}>{rule.title}</a>
              </li>
            ))}
          </ul>
        </main>
      </PageShell>,
    )),
  )
  app.get('/rules/:id', (c) => {
    const id = c.req.param('id').toUpperCase()
    const rule = rules.find((one) => one.id === id)
    if (!rule) throw new AppError('not-found', 'no such rule', { key: 'errors.page-not-found' })
    return c.html(renderPage(
      <PageShell words={words} assets={assets} title={`${rule.id} ${rule.title}`} script={false}>
        <RulePage rule={rule} words={words} />
      </PageShell>,
    ))
  })
}

const RulePage: FC<{ rule: Rule; words: Words }> = ({ rule, words }) => (
  <main class="plain-page" id="chat">
    <p>
      <a href="/rules">{words.plain('web.rules-page.back')}</a>
    </p>
    <h1>
      <span class={`tag ${rule.severity}`}>{words.plain(`checklist.severity.${rule.severity}`)}</span> {rule.title} <code>{rule.id}</code>
    </h1>
    <dl class="rule-page">
      <dt>{words.plain('web.rules-page.why')}</dt>
      <dd>{rule.why}</dd>
      <dt>{words.plain('web.rules-page.fix')}</dt>
      <dd>{rule.fix}</dd>
      <dt>{words.plain('web.rules-page.basis')}</dt>
      <dd>
        <Spans spans={basisSpans({ basis: rule.basis }, words)} />
      </dd>
      {rule.doubt && (
        <>
          <dt>{words.plain('web.rules-page.doubt')}</dt>
          <dd>{rule.doubt}</dd>
        </>
      )}
      {rule.questions.length > 0 && (
        <>
          <dt>{words.plain('web.rules-page.questions')}</dt>
          <dd>{rule.questions.join('；')}</dd>
        </>
      )}
      <dt>{words.plain('web.rules-page.cases')}</dt>
      <dd>
        <ul class="plain">
          {rule.cases.map(({ name, expect }) => (
            <li>
              {name}：{words.plain(`web.rules-page.${typeof expect === 'string' ? expect : 'fail'}`)}
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  </main>
)

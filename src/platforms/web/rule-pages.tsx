import type { OpenAPIHono } from '@hono/zod-openapi'
import type { FC } from 'hono/jsx'
import { AppError } from '../../model/app-error.ts'
import type { Rule } from '../../model/rule.ts'
import type { Office } from '../../office/office.ts'
import { findRule, LONGEST_TRIAL, PLACES, tryCase, tryRule, type Trial, type TrialPlace } from '../../office/try-rule.ts'
import { basisSpans, findingLines } from '../../reply/finding-lines.ts'
import { sayError } from '../../reply/say-error.ts'
import type { Words } from '../../reply/say.ts'
import { useLink } from './link.ts'
import { pageDrawer } from './page-shell.tsx'
import { Lines, RuleLink, Spans } from './reply-view.tsx'
import type { WebEnv, WebOptions } from './web-context.ts'

interface Attempt {
  readonly text: string
  readonly place: TrialPlace
  readonly figures: string
  readonly trial: Trial | null
  readonly error: string | null
}

/** The catalogue to read: all rules, and a page for each, with examples that run. */
export function addRulePages(app: OpenAPIHono<WebEnv>, { office, assets, link }: WebOptions): void {
  const { words } = office
  const { rules } = office.checker
  const draw = pageDrawer({ words, assets, link })
  app.get('/rules', (c) => c.html(draw(words.plain('web.rules'), <RuleList rules={rules} words={words} />)))
  app.get('/rules/:id', (c) => {
    const rule = findRule(office, c.req.param('id'))
    const place = PLACES.find((one) => one === c.req.query('place')) ?? placeOf(rule)
    const given = { text: c.req.query('text') ?? '', figures: c.req.query('figures') ?? '', place }
    const cases = rule.cases.map((one) => ({ name: one.name, given: JSON.stringify(one.given), trial: tryCase(office, rule, one.given) }))
    const page = <RulePage rule={rule} words={words} cases={cases} attempt={attempt(office, rule, given)} />
    return c.html(draw(`${rule.id} ${rule.title}`, page))
  })
}

function attempt(office: Office, rule: Rule, asked: Pick<Attempt, 'text' | 'place' | 'figures'>): Attempt {
  if (asked.text.trim() === '' && asked.figures.trim() === '') return { ...asked, trial: null, error: null }
  try {
    return { ...asked, trial: tryRule(office, rule, asked), error: null }
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-request') return { ...asked, trial: null, error: sayError(office.words, error) }
    throw error
  }
}

/** The part in which a sentence most likely stands, by the rule's subject. */
function placeOf(rule: Rule): TrialPlace {
  if (rule.id.startsWith('TP')) return 'period'
  if (rule.id.startsWith('NI')) return 'part6'
  return rule.id.startsWith('NT') ? 'on_request' : 'says'
}

/** Replaces the figures of one draft with an ellipsis: the page speaks of the rule in general. */
const withoutFigures = (text: string): string => text.replace(/^\{\w+\}/, '').replace(/\{\w+\}/g, '……')

const RuleList: FC<{ rules: readonly Rule[]; words: Words }> = ({ rules, words }) => {
  const link = useLink()
  return (
    <main class="plain-page" id="chat">
      <h1>{words.plain('web.rules-page.head')}</h1>
      <p>{words.plain('web.rules-page.text', { count: rules.length })}</p>
      <ul class="rules">
        {rules.map((rule) => (
          <li class={rule.severity}>
            <RuleLink rule={rule.id} />
            <span class={`tag ${rule.severity}`}>{words.plain(`checklist.severity.${rule.severity}`)}</span>
            <a href={link('rules', rule.id)}>{rule.title}</a>
          </li>
        ))}
      </ul>
    </main>
  )
}

// Long: a page from top to bottom.
const RulePage: FC<{ rule: Rule; words: Words; cases: readonly { name: string; given: string; trial: Trial }[]; attempt: Attempt }> = ({
  rule,
  words,
  cases,
  attempt,
}) => (
  <main class="plain-page" id="chat">
    <p>
      <a href={useLink()('rules')}>{words.plain('web.rules-page.back')}</a>
    </p>
    <h1>
      <span class={`tag ${rule.severity}`}>{words.plain(`checklist.severity.${rule.severity}`)}</span> {rule.title} <code>{rule.id}</code>
    </h1>
    <dl class="rule-page">
      <dt>{words.plain('web.rules-page.why')}</dt>
      <dd>{withoutFigures(rule.why)}</dd>
      <dt>{words.plain('web.rules-page.fix')}</dt>
      <dd>{withoutFigures(rule.fix)}</dd>
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
          <dd>{rule.questions.join('　')}</dd>
        </>
      )}
    </dl>
    <TryForm rule={rule} words={words} attempt={attempt} />
    <h2>{words.plain('web.rules-page.cases')}</h2>
    <div class="scroll" tabindex={0}>
      <table>
        <tbody>
          {cases.map(({ name, given, trial }) => (
            <tr>
              <td>{name}</td>
              <td>
                <code class="given">{given === '{}' ? words.plain('web.rules-page.clean') : given}</code>
              </td>
              <td>
                <Outcome trial={trial} words={words} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </main>
)

// Long: a form from top to bottom.
const TryForm: FC<{ rule: Rule; words: Words; attempt: Attempt }> = ({ rule, words, attempt }) => (
  <form class="try" method="get" action={`${useLink()('rules', rule.id)}#try`} id="try">
    <h2>{words.plain('web.try.head')}</h2>
    <p>{words.plain('web.try.text')}</p>
    <label>
      {words.plain('web.try.place')}{' '}
      <select name="place">
        {PLACES.map((place) => (
          <option value={place} selected={place === attempt.place}>
            {words.plain(`web.try.places.${place}`)}
          </option>
        ))}
      </select>
    </label>
    <label>
      {words.plain('web.try.sentence')}
      <textarea name="text" rows={2} maxlength={LONGEST_TRIAL} placeholder={words.plain('web.try.sentence-example')}>
        {attempt.text}
      </textarea>
    </label>
    <label>
      {words.plain('web.try.figures')}
      <textarea name="figures" rows={2} maxlength={LONGEST_TRIAL} placeholder={words.plain('web.try.figures-example')}>
        {attempt.figures}
      </textarea>
    </label>
    <p>
      <button type="submit" class="button primary">
        {words.plain('web.try.run')}
      </button>
    </p>
    {attempt.error !== null && <p class="status error">{attempt.error}</p>}
    {attempt.trial && (
      <div class={`item ${attempt.trial.outcome === 'fail' ? rule.severity : ''}`}>
        <Outcome trial={attempt.trial} words={words} />
        {attempt.trial.findings.map((finding) => (
          <Lines lines={findingLines(finding, words)} />
        ))}
      </div>
    )}
  </form>
)

const Outcome: FC<{ trial: Trial; words: Words }> = ({ trial, words }) => (
  <span class={`outcome ${trial.outcome}`}>
    {words.plain(`web.rules-page.${trial.outcome}`)}
    {trial.outcome === 'unknown' && trial.reasons.length > 0 ? `（${trial.reasons.join('；')}）` : ''}
  </span>
)

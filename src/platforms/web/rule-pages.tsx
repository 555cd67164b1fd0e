import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Child, FC } from 'hono/jsx'
import { AppError } from '../../model/app-error.ts'
import type { Trial } from '../../model/ports/draft-reader.ts'
import type { Rule, RuleCase } from '../../model/rule.ts'
import type { Office } from '../../office/office.ts'
import { caseOf, findRule, LONGEST_TRIAL, PLACES, tryCases, type TrialPlace } from '../../office/try-rule.ts'
import { basisSpans, findingLines } from '../../reply/finding-lines.ts'
import { sayError } from '../../reply/say-error.ts'
import { Choice, href, say, ScrollTable, SeverityTag, Submit, useWords } from './page-parts.tsx'
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
export function addRulePages(app: OpenAPIHono<WebEnv>, options: WebOptions): void {
  const { office } = options
  const draw = pageDrawer(options)
  app.get('/rules', (c) => c.html(draw(office.words.plain('web.rules'), <RuleList rules={office.checker.rules} />)))
  app.get('/rules/:id', async (c) => {
    const rule = findRule(office, c.req.param('id'))
    const place = PLACES.find((one) => one === c.req.query('place')) ?? placeOf(rule)
    const given = { text: c.req.query('text') ?? '', figures: c.req.query('figures') ?? '', place }
    const asked = readAttempt(office, rule, given)
    const trials = await tryCases(office, rule, [...rule.cases.map((one) => one.given), ...(asked.given ? [asked.given] : [])])
    const cases = rule.cases.flatMap((one, index) => {
      const trial = trials[index]
      return trial ? [{ name: one.name, given: JSON.stringify(one.given), trial }] : []
    })
    const attempt = { ...given, error: asked.error, trial: trials[rule.cases.length] ?? null }
    return c.html(draw(`${rule.id} ${rule.title}`, <RulePage rule={rule} cases={cases} attempt={attempt} />))
  })
}

/** What was pasted as a case, if anything was; or what is wrong with it. */
function readAttempt(
  office: Office,
  rule: Rule,
  asked: Pick<Attempt, 'text' | 'place' | 'figures'>,
): { readonly given: RuleCase['given'] | null; readonly error: string | null } {
  if (asked.text.trim() === '' && asked.figures.trim() === '') return { given: null, error: null }
  try {
    return { given: caseOf(office, rule, asked), error: null }
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-request') return { given: null, error: sayError(office.words, error) }
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

const RuleList: FC<{ rules: readonly Rule[] }> = ({ rules }) => (
  <main class="plain-page" id="chat">
    <h1>{say('web.rules-page.head')}</h1>
    <p>{say('web.rules-page.text', { count: rules.length })}</p>
    <ul class="rules">
      {rules.map(({ id, severity, title }) => (
        <li class={severity}>
          <RuleLink rule={id} />
          <SeverityTag severity={severity} />
          <a href={href('rules', id)}>{title}</a>
        </li>
      ))}
    </ul>
  </main>
)

interface RulePageProps {
  readonly rule: Rule
  readonly cases: readonly { readonly name: string; readonly given: string; readonly trial: Trial }[]
  readonly attempt: Attempt
}

const RulePage: FC<RulePageProps> = ({ rule, cases, attempt }) => (
  <main class="plain-page" id="chat">
    <p>
      <a href={href('rules')}>{say('web.rules-page.back')}</a>
    </p>
    <h1>
      <SeverityTag severity={rule.severity} /> {rule.title} <code>{rule.id}</code>
    </h1>
    <dl class="rule-page">
      <Fact name="why">{withoutFigures(rule.why)}</Fact>
      <Fact name="fix">{withoutFigures(rule.fix)}</Fact>
      <Fact name="basis">
        <Spans spans={basisSpans({ basis: rule.basis }, useWords())} />
      </Fact>
      {rule.doubt && <Fact name="doubt">{rule.doubt}</Fact>}
      {rule.questions.length > 0 && <Fact name="questions">{rule.questions.join('　')}</Fact>}
    </dl>
    <TryForm rule={rule} attempt={attempt} />
    <h2>{say('web.rules-page.cases')}</h2>
    <ScrollTable>
      {cases.map(({ name, given, trial }) => (
        <tr>
          <td>{name}</td>
          <td>
            <code class="given">{given === '{}' ? say('web.rules-page.clean') : given}</code>
          </td>
          <td>
            <Outcome trial={trial} />
          </td>
        </tr>
      ))}
    </ScrollTable>
  </main>
)

const Fact: FC<{ name: string; children: Child }> = ({ name, children }) => (
  <>
    <dt>{say(`web.rules-page.${name}`)}</dt>
    <dd>{children}</dd>
  </>
)

const TryForm: FC<{ rule: Rule; attempt: Attempt }> = ({ rule, attempt: { text, figures, place, error, trial } }) => (
  <form class="try" method="get" action={`${href('rules', rule.id)}#try`} id="try">
    <h2>{say('web.try.head')}</h2>
    <p>{say('web.try.text')}</p>
    <label>
      {say('web.try.place')} <Choice name="place" values={PLACES} sentences="web.try.places" chosen={place} />
    </label>
    <TryField name="text" sentence="web.try.sentence" value={text} />
    <TryField name="figures" sentence="web.try.figures" value={figures} />
    <p>
      <Submit style="primary">{say('web.try.run')}</Submit>
    </p>
    {error !== null && <p class="status error">{error}</p>}
    {trial && (
      <div class={`item ${trial.outcome === 'fail' ? rule.severity : ''}`}>
        <Outcome trial={trial} />
        {trial.findings.map((finding) => (
          <Lines lines={findingLines(finding, useWords())} />
        ))}
      </div>
    )}
  </form>
)

const TryField: FC<{ name: string; sentence: string; value: string }> = ({ name, sentence, value }) => (
  <label>
    {say(sentence)}
    <textarea name={name} rows={2} maxlength={LONGEST_TRIAL} placeholder={say(`${sentence}-example`)}>
      {value}
    </textarea>
  </label>
)

const Outcome: FC<{ trial: Trial }> = ({ trial: { outcome, reasons } }) => (
  <span class={`outcome ${outcome}`}>
    {say(`web.rules-page.${outcome}`)}
    {outcome === 'unknown' && reasons.length > 0 ? `（${reasons.join('；')}）` : ''}
  </span>
)

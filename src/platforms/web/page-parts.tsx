import { createContext, useContext, type Child, type FC } from 'hono/jsx'
import type { Words } from '../../reply/say.ts'
import { useLink, type Parts } from './link.ts'

/** The words of the page that is being drawn. */
export const WordsContext = createContext<Words | null>(null)

export const useWords = (): Words => useContext(WordsContext)!

/** A sentence of the page that is being drawn. */
export const say: Words['plain'] = (key, values) => useWords().plain(key, values)

/** An address in the page that is being drawn. */
export const href = (...parts: Parts): string => useLink()(...parts)

export const Submit: FC<{ style?: string; children: Child }> = ({ style = 'plain', children }) => (
  <button type="submit" class={`button ${style}`}>
    {children}
  </button>
)

/** A button that is a form of its own. */
export const PostButton: FC<{ to: string; style?: string; children: Child }> = ({ to, style, children }) => (
  <form method="post" action={to}>
    <Submit style={style}>{children}</Submit>
  </form>
)

/** What is wrong, or what was just done; nothing without a text. */
export const Problem: FC<{ text: string | null; role?: 'alert' | 'status' }> = ({ text, role = 'alert' }) =>
  text === null ? null : (
    <p role={role} class="problem">
      {text}
    </p>
  )

/** A choice of values, each named by the sentence `<sentences>.<value>`. */
export const Choice: FC<{ name: string; values: readonly string[]; sentences: string; chosen?: string }> = (props) => (
  <select name={props.name}>
    {props.values.map((value) => (
      <option value={value} selected={value === props.chosen}>
        {say(`${props.sentences}.${value}`)}
      </option>
    ))}
  </select>
)

export const SeverityTag: FC<{ severity: string }> = ({ severity }) => (
  <span class={`tag ${severity}`}>{say(`checklist.severity.${severity}`)}</span>
)

const Heads: FC<{ heads: readonly string[]; scope?: 'col' }> = ({ heads, scope }) => (
  <thead>
    <tr>
      {heads.map((head) => (
        <th scope={scope}>{head}</th>
      ))}
    </tr>
  </thead>
)

/** A table with lines; the children are its rows. */
export const Grid: FC<{ heads: readonly string[]; children: Child }> = ({ heads, children }) => (
  <table class="grid">
    <Heads heads={heads} />
    <tbody>{children}</tbody>
  </table>
)

/** A table that a narrow page scrolls sideways; the children are its rows. */
export const ScrollTable: FC<{ heads?: readonly string[]; children: Child }> = ({ heads, children }) => (
  <div class="scroll" tabindex={0}>
    <table>
      {heads && <Heads heads={heads} scope="col" />}
      <tbody>{children}</tbody>
    </table>
  </div>
)

/** A moment in China as `2027-01-04 09:00`. */
export const Moment: FC<{ at: string; seconds?: boolean }> = ({ at, seconds }) => (
  <time datetime={at}>{(seconds ? WITH_SECONDS : MINUTES).format(new Date(at))}</time>
)

const MINUTES = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' })
const WITH_SECONDS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' })

import { DocumentFormat } from '../../model/document.ts'
import type { Child, FC } from 'hono/jsx'
import type { Conversation, Message } from '../../model/ports/conversation-store.ts'
import type { Words } from '../../reply/say.ts'
import { MessageView, shortTime } from './message-view.tsx'
import { useLink } from './link.ts'

export interface ChatPageProps {
  readonly words: Words
  readonly conversation: Conversation
  readonly conversations: readonly Conversation[]
  readonly messages: readonly Message[]
  readonly megabytes: number
  /** The one person on this computer, without sign-in. */
  readonly local: boolean
  /** Number of dead letters, for administrators; 0 for all others. */
  readonly dead: number
}

/** Endings of files that may be chosen: the formats, other endings of web pages, and packed files. */
const ACCEPT = [...DocumentFormat.options, 'htm', 'mht', 'zip'].map((ending) => `.${ending}`).join(',')

/** The chat: history, drop zone, question box; the conversations beside it. */
export function drawChat(props: ChatPageProps): { title: string; content: Child; aside: Child } {
  const { words, conversation, conversations, dead } = props
  return {
    title: conversation.title ?? words.plain('web.new-title'),
    content: <Chat {...props} />,
    aside: <ConversationList words={words} conversations={conversations} current={conversation.id} dead={dead} />,
  }
}

const Chat: FC<ChatPageProps> = ({ words, conversation, messages, megabytes, local }) => {
  const change = Math.max(0, ...messages.map((message) => message.change))
  return (
    <>
      <main
        id="chat"
        data-conversation={conversation.id}
        data-base={useLink().base}
        data-change={String(change)}
        data-megabytes={String(megabytes)}
      >
        <section id="log" class="log" role="log" aria-label={words.plain('web.log')} tabindex={0}>
          {messages.length === 0 && <Welcome words={words} />}
          {messages.map((message) => (
            <MessageView message={message} words={words} />
          ))}
        </section>
        <Composer words={words} local={local} megabytes={megabytes} />
      </main>
      <Pieces words={words} megabytes={megabytes} />
    </>
  )
}

const ConversationList: FC<{ words: Words; conversations: readonly Conversation[]; current: string; dead: number }> = ({
  words,
  conversations,
  current,
  dead,
}) => {
  const link = useLink()
  return (
    <>
      <form method="post" action={link('conversations')}>
        <button type="submit" class="button primary wide">
          {words.plain('web.new')}
        </button>
      </form>
      <ul class="conversations">
        {conversations.map(({ id, title, updatedAt }) => (
          <li>
            <a href={link('c', id)} aria-current={id === current ? 'page' : undefined}>
              <span class="name">{title ?? words.plain('web.new-title')}</span>
              <time datetime={updatedAt}>{shortTime(updatedAt)}</time>
            </a>
          </li>
        ))}
      </ul>
      {dead > 0 && (
        <p class="dead">
          <a href={link('queue')}>{words.plain('web.queue.link', { count: dead })}</a>
        </p>
      )}
    </>
  )
}

const Welcome: FC<{ words: Words }> = ({ words }) => (
  <div class="welcome" id="welcome">
    <h2>{words.plain('web.welcome.head')}</h2>
    <p>{words.plain('web.welcome.text')}</p>
    <label class="drop" for="picker">
      <span class="drop-main">{words.plain('web.welcome.drop')}</span>
      <span class="drop-note">{words.plain('web.welcome.formats')}</span>
    </label>
    <p class="ask-lead">{words.plain('web.welcome.ask')}</p>
    <div class="buttons">
      {['one', 'two', 'three'].map((key) => (
        <button type="button" class="button plain" data-command="ask" data-value={words.plain(`web.welcome.question.${key}`)}>
          {words.plain(`web.welcome.question.${key}`)}
        </button>
      ))}
    </div>
  </div>
)

const Composer: FC<{ words: Words; local: boolean; megabytes: number }> = ({ words, local, megabytes }) => (
  <form id="composer" class="composer" method="post">
    <p id="status" class="status" role="status" aria-live="polite"></p>
    <ul id="uploads" class="uploads" aria-label={words.plain('web.uploads')}></ul>
    <div class="row">
      <label class="button attach" for="picker" id="attach">
        <span aria-hidden="true">＋</span> <span class="attach-text">{words.plain('web.attach')}</span>
      </label>
      <input id="picker" class="unseen" type="file" multiple accept={ACCEPT} aria-describedby="notice" />
      <label class="unseen" for="question">
        {words.plain('web.question')}
      </label>
      <textarea
        id="question"
        name="text"
        rows={1}
        maxlength={2000}
        placeholder={words.plain('web.placeholder')}
        autocomplete="off"
      ></textarea>
      <button type="submit" class="button primary" id="send">
        {words.plain('web.send')}
      </button>
    </div>
    <p class="foot-note" id="notice">
      {words.plain(local ? 'web.notice-local' : 'web.notice', { megabytes })}
    </p>
    <noscript>
      <p class="foot-note">{words.plain('web.noscript')}</p>
    </noscript>
  </form>
)

/** What the script needs of words and of elements, so that it holds none itself. */
const Pieces: FC<{ words: Words; megabytes: number }> = ({ words, megabytes }) => (
  <>
    <div id="dropzone" class="dropzone" hidden>
      <p>{words.plain('web.drop-here')}</p>
    </div>
    <dialog id="reason" class="reason" aria-labelledby="reason-head">
      <form method="dialog">
        <h2 id="reason-head">{words.plain('web.reason.head')}</h2>
        <p>{words.plain('web.reason.text')}</p>
        <label class="unseen" for="reason-text">
          {words.plain('web.reason.label')}
        </label>
        <textarea id="reason-text" rows={3} maxlength={500} required placeholder={words.plain('web.reason.placeholder')}></textarea>
        <div class="buttons end">
          <button type="button" class="button plain" value="cancel" id="reason-cancel">
            {words.plain('web.reason.cancel')}
          </button>
          <button type="submit" class="button primary" value="ok">
            {words.plain('web.reason.ok')}
          </button>
        </div>
      </form>
    </dialog>
    <template
      id="words"
      data-uploading={words.plain('web.uploading')}
      data-received={words.plain('web.received')}
      data-lost={words.plain('web.lost')}
      data-failed={words.plain('web.failed')}
      data-dismiss={words.plain('web.dismiss')}
      data-updated={words.plain('web.updated')}
      data-too-large={words.plain('errors.too-large', { megabytes })}
      data-offline={words.plain('web.offline')}
    ></template>
  </>
)

import { acceptedEndings } from '../../extract/file-kinds.ts'
import type { FC } from 'hono/jsx'
import type { Conversation, Message } from '../../model/ports/conversation-store.ts'
import { MessageView, shortTime } from './message-view.tsx'
import { useLink } from './link.ts'
import { href, PostButton, say } from './page-parts.tsx'

export interface ChatPageProps {
  readonly conversation: Conversation
  readonly messages: readonly Message[]
  readonly megabytes: number
  /** The one person on this computer, without sign-in. */
  readonly local: boolean
  /** Whether pictures are recognised here. */
  readonly recognises: boolean
}

/** Endings of files that may be chosen. */
const acceptOf = (recognises: boolean): string =>
  acceptedEndings(recognises)
    .map((ending) => `.${ending}`)
    .join(',')

/** The chat: history, drop zone, question box. */
export const Chat: FC<ChatPageProps> = ({ conversation, messages, megabytes, local, recognises }) => {
  const change = Math.max(0, ...messages.map((message) => message.change))
  const { base } = useLink()
  return (
    <>
      <main id="chat" data-conversation={conversation.id} data-base={base} data-change={String(change)} data-megabytes={String(megabytes)}>
        <section id="log" class="log" role="log" aria-label={say('web.log')} tabindex={0}>
          {messages.length === 0 && <Welcome />}
          {messages.map((message) => (
            <MessageView message={message} />
          ))}
        </section>
        <Composer local={local} megabytes={megabytes} recognises={recognises} />
      </main>
      <Pieces megabytes={megabytes} />
    </>
  )
}

/** The conversations beside the chat. @param dead number of dead letters, for administrators; 0 for all others */
export const ConversationList: FC<{ conversations: readonly Conversation[]; current: string; dead: number }> = (props) => (
  <>
    <PostButton to={href('conversations')} style="primary wide">
      {say('web.new')}
    </PostButton>
    <ul class="conversations">
      {props.conversations.map(({ id, title, updatedAt }) => (
        <li>
          <a href={href('c', id)} aria-current={id === props.current ? 'page' : undefined}>
            <span class="name">{title ?? say('web.new-title')}</span>
            <time datetime={updatedAt}>{shortTime(updatedAt)}</time>
          </a>
        </li>
      ))}
    </ul>
    {props.dead > 0 && (
      <p class="dead">
        <a href={href('queue')}>{say('web.queue.link', { count: props.dead })}</a>
      </p>
    )}
  </>
)

const Welcome: FC = () => (
  <div class="welcome" id="welcome">
    <h2>{say('web.welcome.head')}</h2>
    <p>{say('web.welcome.text')}</p>
    <label class="drop" for="picker">
      <span class="drop-main">{say('web.welcome.drop')}</span>
      <span class="drop-note">{say('web.welcome.formats')}</span>
    </label>
    <p class="ask-lead">{say('web.welcome.ask')}</p>
    <div class="buttons">
      {['one', 'two', 'three']
        .map((key) => say(`web.welcome.question.${key}`))
        .map((question) => (
          <button type="button" class="button plain" data-command="ask" data-value={question}>
            {question}
          </button>
        ))}
    </div>
  </div>
)

const Composer: FC<Pick<ChatPageProps, 'local' | 'megabytes' | 'recognises'>> = ({ local, megabytes, recognises }) => (
  <form id="composer" class="composer" method="post">
    <p id="status" class="status" role="status" aria-live="polite"></p>
    <ul id="uploads" class="uploads" aria-label={say('web.uploads')}></ul>
    <div class="row">
      <label class="button attach" for="picker" id="attach">
        <span aria-hidden="true">＋</span> <span class="attach-text">{say('web.attach')}</span>
      </label>
      <input id="picker" class="unseen" type="file" multiple accept={acceptOf(recognises)} aria-describedby="notice" />
      <label class="unseen" for="question">
        {say('web.question')}
      </label>
      <textarea id="question" name="text" rows={1} placeholder={say('web.placeholder')} autocomplete="off"></textarea>
      <button type="submit" class="button primary" id="send">
        {say('web.send')}
      </button>
    </div>
    <p class="foot-note" id="notice">
      {say(local ? 'web.notice-local' : 'web.notice', { megabytes })}
    </p>
    <noscript>
      <p class="foot-note">{say('web.noscript')}</p>
    </noscript>
  </form>
)

/** What the script needs of words and of elements, so that it holds none itself. */
const Pieces: FC<{ megabytes: number }> = ({ megabytes }) => (
  <>
    <div id="dropzone" class="dropzone" hidden>
      <p>{say('web.drop-here')}</p>
    </div>
    <dialog id="reason" class="reason" aria-labelledby="reason-head">
      <form method="dialog">
        <h2 id="reason-head">{say('web.reason.head')}</h2>
        <p>{say('web.reason.text')}</p>
        <label class="unseen" for="reason-text">
          {say('web.reason.label')}
        </label>
        <textarea id="reason-text" rows={3} maxlength={500} required placeholder={say('web.reason.placeholder')}></textarea>
        <div class="buttons end">
          <button type="button" class="button plain" value="cancel" id="reason-cancel">
            {say('web.reason.cancel')}
          </button>
          <button type="submit" class="button primary" value="ok">
            {say('web.reason.ok')}
          </button>
        </div>
      </form>
    </dialog>
    <template
      id="words"
      {...Object.fromEntries(SCRIPT_WORDS.map((key) => [`data-${key}`, say(`web.${key}`)]))}
      data-too-large={say('errors.too-large', { megabytes })}
      data-offline={say('web.offline')}
    ></template>
  </>
)

const SCRIPT_WORDS = ['uploading', 'received', 'lost', 'failed', 'dismiss', 'updated']

import type { FC } from 'hono/jsx'
import type { Message } from '../../model/ports/conversation-store.ts'
import { href, say } from './page-parts.tsx'
import { Blocks } from './reply-view.tsx'

/** One message of the chat; the page replaces it by its id when it is edited. */
export const MessageView: FC<{ message: Message }> = ({ message }) => {
  const { id, author, change, state, text, files, reply } = message
  return (
    <article
      id={`m-${id}`}
      class={`message ${author} ${state}`}
      data-change={String(change)}
      aria-busy={state === 'working' ? 'true' : undefined}
    >
      <header>
        <span class="who">{author === 'bot' ? say('web.bot') : (message.userName ?? say('web.me'))}</span>
        <time datetime={message.at}>{shortTime(message.at)}</time>
      </header>
      <div class="body">
        {files.map((file) => (
          <p class="file">
            <span class="file-name" dir="auto">
              {file.name}
            </span>
            <span class="file-size">{shortSize(file.size)}</span>
          </p>
        ))}
        {reply ? <Blocks blocks={reply.blocks} /> : text && <p class="said">{text}</p>}
        {reply?.files.map((file, index) => (
          <p class="file">
            <a href={href('files', id, index)} download={file.name}>
              {say('web.download', { file: file.name })}
            </a>
          </p>
        ))}
        {state === 'working' && <progress aria-label={say('web.working')}></progress>}
      </div>
    </article>
  )
}

/** Month, day and time in China. */
export const shortTime = (iso: string): string =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(iso))

function shortSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1_048_576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`
}

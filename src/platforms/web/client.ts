import { followEvents } from './client/follow-events.ts'
import { performPress } from './client/press-button.ts'
import { prepareComposer } from './client/composer.ts'
import { prepareUploads } from './client/upload-files.ts'
import { readPage } from './client/page-state.ts'

// The page's script: everything it shows is drawn by the server, escaped; all its words are in the page.
const page = readPage()
if (page) {
  prepareUploads(page)
  prepareComposer(page)
  followEvents(page)
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-command]')
    if (button) void performPress(page, button)
  })
  document.documentElement.classList.add('ready')
}

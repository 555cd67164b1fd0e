import { newKey, showStatus, type PageState } from './page-state.ts'

/** As many are sent at once; the others wait. */
const AT_ONCE = 2

/** Picking, dropping and pasting of files, each with a line of its own while it is on its way. */
export function prepareUploads(page: PageState): void {
  const waiting: { file: File; row: Row }[] = []
  let running = 0
  const next = (): void => {
    while (running < AT_ONCE) {
      const job = waiting.shift()
      if (!job) return
      running++
      void upload(page, job.file, job.row).finally(() => {
        running--
        next()
      })
    }
  }
  const take = (files: Iterable<File>): void => {
    for (const file of files) waiting.push({ file, row: addRow(page, file.name) })
    next()
  }
  const picker = document.querySelector('#picker') as HTMLInputElement
  picker.addEventListener('change', () => {
    take([...(picker.files ?? [])])
    picker.value = ''
  })
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    take(files)
  })
  prepareDrop(take)
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

function prepareDrop(take: (files: Iterable<File>) => void): void {
  const zone = document.querySelector('#dropzone') as HTMLElement
  let depth = 0
  const show = (on: boolean) => (zone.hidden = !on)
  addEventListener('dragenter', (event) => {
    if (!holdsFiles(event)) return
    depth++
    show(true)
  })
  addEventListener('dragleave', () => {
    depth = Math.max(0, depth - 1)
    if (depth === 0) show(false)
  })
  addEventListener('dragover', (event) => {
    if (holdsFiles(event)) event.preventDefault()
  })
  addEventListener('drop', (event) => {
    depth = 0
    show(false)
    if (!event.dataTransfer?.files.length) return
    event.preventDefault()
    take([...event.dataTransfer.files])
  })
}

const make = <K extends keyof HTMLElementTagNameMap>(name: K, given: Partial<HTMLElementTagNameMap[K]>): HTMLElementTagNameMap[K] =>
  Object.assign(document.createElement(name), given)

type Row = ReturnType<typeof addRow>

function addRow(page: PageState, name: string) {
  const item = make('li', {})
  const bar = make('progress', { max: 1, value: 0 })
  bar.setAttribute('aria-label', name)
  const note = make('span', { className: 'note', textContent: page.words['uploading'] ?? '' })
  item.append(make('span', { className: 'file-name', textContent: name }), bar, note)
  page.uploads.append(item)
  return { item, bar, note }
}

async function upload(page: PageState, file: File, row: Row): Promise<void> {
  try {
    if (file.size > page.uploadBytes) throw new Error(page.words['tooLarge'])
    await sendFile(page, file, row)
    row.item.remove()
    showStatus(page, `${page.words['received'] ?? ''}：${file.name}`)
  } catch (error) {
    failRow(page, row, error instanceof Error ? error.message : '')
  }
}

/** XMLHttpRequest, because fetch does not tell how much has been sent. */
const sendFile = (page: PageState, file: File, row: Row): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${page.api}/files`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name))
    const key = newKey()
    request.setRequestHeader('idempotency-key', key)
    const stop = tellWaiting(page, key, row)
    request.addEventListener('loadend', stop)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) row.bar.value = event.loaded / event.total
    })
    request.addEventListener('load', () => {
      if (request.status === 202) resolve()
      else reject(new Error(messageOf(request.responseText) ?? page.words['failed']))
    })
    request.addEventListener('error', () => reject(new Error(page.words['offline'])))
    request.send(file)
  })

/** Says on the line of an upload that it waits for its turn, as long as it does. @returns how to stop */
function tellWaiting(page: PageState, key: string, row: Row): () => void {
  const look = async (): Promise<void> => {
    const response = await fetch(`${page.api}/files/waiting/${key}`).catch(() => null)
    const { message } = ((await response?.json().catch(() => null)) ?? {}) as { message?: string | null }
    if (row.item.isConnected && row.item.className === '') row.note.textContent = message ?? page.words['uploading'] ?? ''
  }
  const timer = setInterval(() => void look(), 2_000)
  return () => clearInterval(timer)
}

function messageOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error?: { message?: string } }).error?.message
  } catch {
    return undefined
  }
}

function failRow(page: PageState, { item, bar, note }: Row, message: string): void {
  item.className = 'failed'
  item.setAttribute('role', 'alert')
  bar.remove()
  note.textContent = message
  const dismiss = make('button', { type: 'button', className: 'button plain', textContent: page.words['dismiss'] ?? '' })
  dismiss.addEventListener('click', () => item.remove())
  item.append(dismiss)
}

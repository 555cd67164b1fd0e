/** Tells the pages that are open on a conversation that something in it has changed. In this process only. */
export interface ChangeHub {
  changed(conversationId: string): void
  /** @returns how to stop listening */
  listen(conversationId: string, listener: () => void): () => void
  /** Wakes every listener for the last time: the host stops. */
  close(): void
  readonly closed: boolean
}

export function createChangeHub(): ChangeHub {
  const listeners = new Map<string, Set<() => void>>()
  let closed = false
  return {
    changed: (id) => listeners.get(id)?.forEach((listener) => listener()),
    listen: (id, listener) => {
      const own = listeners.get(id) ?? new Set()
      own.add(listener)
      listeners.set(id, own)
      return () => {
        own.delete(listener)
        if (own.size === 0) listeners.delete(id)
      }
    },
    close: () => {
      closed = true
      for (const own of listeners.values()) own.forEach((listener) => listener())
    },
    get closed() {
      return closed
    },
  }
}

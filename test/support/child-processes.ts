import { readdirSync, readFileSync } from 'node:fs'

/** Ids of running child processes (Linux; empty elsewhere). */
export function childrenOf(parent: number): number[] {
  const found: number[] = []
  for (const name of safely(() => readdirSync('/proc'), [])) {
    if (!/^\d+$/.test(name)) continue
    const stat = safely(() => readFileSync(`/proc/${name}/stat`, 'latin1'), '')
    const [state, ppid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (Number(ppid) === parent && state !== 'Z') found.push(Number(name))
  }
  return found
}

/** Memory of a process in MB, 0 if the system does not report it. */
export function residentMegabytes(pid: number): number {
  return safely(() => (Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * 4_096) / 1_048_576, 0)
}

function safely<T>(get: () => T, otherwise: T): T {
  try {
    return get()
  } catch {
    return otherwise
  }
}

import { readFileSync } from 'node:fs'

/** A tick of the times in /proc (proc(5)); 100 a second on every Linux that Node runs on. */
const TICK_MS = 10
/** Fields 14 and 15 of /proc/PID/stat, counted from the one behind the name in brackets, which is the third. */
const USER = 11
const SYSTEM = 12

/** Processor time that a process has used so far, in milliseconds; null where the system does not tell. */
export function processorTimeOf(pid: number | undefined): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = Number(fields[USER]) + Number(fields[SYSTEM])
    return Number.isFinite(ticks) ? ticks * TICK_MS : null
  } catch {
    return null
  }
}

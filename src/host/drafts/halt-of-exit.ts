import type { ChildProcess } from 'node:child_process'
import type { Halted } from '../../model/ports/draft-reader.ts'

/** Signals by which a process ends itself, or the system ends it for what it did. V8 uses the first two when its heap is full. */
const OWN: Readonly<Record<string, Halted['reason']>> = {
  SIGABRT: 'too-complex',
  SIGTRAP: 'too-complex',
  SIGXCPU: 'timed-out',
  SIGILL: 'crashed',
  SIGSEGV: 'crashed',
  SIGBUS: 'crashed',
  SIGFPE: 'crashed',
  SIGSYS: 'crashed',
}

/** Whose fault it is that a process ended while it worked: any other signal came from outside. */
export function haltOfExit({ exitCode, signalCode }: ChildProcess, loaded: boolean): Halted {
  const halted = (by: Halted['by'], reason: Halted['reason'], detail: string): Halted => ({ status: 'halted', by, reason, detail })
  if (signalCode !== null) {
    const reason = OWN[signalCode]
    return reason && loaded ? halted('draft', reason, signalCode) : halted('outside', 'crashed', signalCode)
  }
  // 134: V8 full, as a shell or another system tells it. A process that never loaded has seen no draft.
  const detail = `exit-${exitCode}`
  return loaded ? halted('draft', exitCode === 134 ? 'too-complex' : 'crashed', detail) : halted('outside', 'crashed', detail)
}

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** A helper program of a test as a process of its own, so that it can be killed. It says one JSON line when it is ready. */
export interface Helper<Ready> {
  readonly child: ChildProcess
  readonly ready: Ready
  /** Sends the signal and waits for the end. */
  end(signal?: NodeJS.Signals): Promise<void>
}

export type HelperName = 'gateway' | 'push-service' | 'sender' | 'smtp'

/** Starts `testing/NAME-process.ts`; what it is told it reads from its first argument. */
export async function startHelper<Ready>(name: HelperName, told: object): Promise<Helper<Ready>> {
  const child = fork(join(import.meta.dirname, `${name}-process.ts`), [JSON.stringify(told)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const [ready] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error(`${name} ended before it was ready`)
    }),
  ])) as [Ready]
  return {
    child,
    ready,
    async end(signal = 'SIGTERM') {
      child.kill(signal)
      await ended
    },
  }
}

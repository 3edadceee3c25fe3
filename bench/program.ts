import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { root } from '../apps/server/config.ts'

/** A started process with what it has said so far. */
export interface Started {
  readonly child: ChildProcess
  readonly pid: number
  said(): string
  /** Waits until it has said this. */
  says(words: string | RegExp): Promise<void>
  end(): Promise<void>
}

/** Starts one of our scripts under the pinned Node. */
export function startScript(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, script), ...args], {
    env: { ...process.env, YINQIAO_ROOT: root, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // a benchmark that fails leaves nobody running
  process.once('exit', () => child.kill())
  let said = ''
  const heard = (chunk: Buffer) => {
    said += chunk.toString()
  }
  child.stdout.on('data', heard)
  child.stderr.on('data', heard)
  const ended = new Promise<void>((done) => {
    child.once('close', () => done())
  })
  return {
    child,
    pid: child.pid ?? 0,
    said: () => said,
    async says(words) {
      while (!(typeof words === 'string' ? said.includes(words) : words.test(said))) {
        if (child.exitCode !== null) throw new Error(said)
        await new Promise((done) => setTimeout(done, 5))
      }
    },
    async end() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Process id of the embedded server of a data folder. */
export function postmasterPid(dataFolder: string): number {
  return Number(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Waits until somebody listens on a port. */
export async function listening(port: number): Promise<void> {
  for (;;) {
    const there = await new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => {
        socket.destroy()
        done(true)
      })
      socket.once('error', () => done(false))
    })
    if (there) return
    await new Promise((done) => setTimeout(done, 50))
  }
}

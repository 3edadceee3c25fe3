import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../config.ts'

/** The answer of a route. */
export interface HttpAnswer {
  readonly status: number
  readonly body: unknown
  /** Code of the refusal, if it is one. */
  readonly refused: string | null
  readonly cookie: string | null
}

/** The real program as a process of its own. */
export interface Program {
  readonly port: number
  readonly child: ChildProcess
  readonly dataFolder: string
  output(): string
  call(name: string, input: unknown, how?: CallOptions): Promise<HttpAnswer>
  /** Sends the signal and waits for the end; tells the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

export interface CallOptions {
  readonly cookie?: string | undefined
  readonly key?: string
  readonly raw?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

const node = process.execPath

/** A new empty folder that the test removes itself. */
export const newFolder = () => mkdtempSync(join(tmpdir(), 'yinqiao-fault-'))

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Tests run side by side: doors for devices stay shut unless a test opens them. */
const shutDoors = { MQTT_PORT: 'off', PUSH_PORT: 'off', TERMINAL_PORTS: 'off' }

/** Environment of a program under test: its own data, no plan text, no synthetic district. */
export function environment(dataFolder: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { DATABASE_URL: _url, ...rest } = process.env
  return { ...rest, YINQIAO_ROOT: root, YINQIAO_DATA: dataFolder, YINQIAO_PLAN: '/none', YINQIAO_SYNTHETIC: '0', ...shutDoors, ...env }
}

/** Starts the program and waits until it serves; throws what it said when it ends before that. */
export async function startProgram(dataFolder: string, env: NodeJS.ProcessEnv = {}): Promise<Program> {
  const port = Number(env['PORT'] ?? (await freePort()))
  const child = spawn(node, [join(env['YINQIAO_ROOT'] ?? root, 'apps/server/main.ts')], {
    env: environment(dataFolder, { PORT: String(port), ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const ended = new Promise<number | null>((done) => {
    child.once('close', done)
  })
  const ready = new Promise<void>((done) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('）ready')) done()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
  })
  const first = await Promise.race([ready.then(() => 'ready' as const), ended])
  if (first !== 'ready') throw new Error(said.trim())
  return {
    port,
    child,
    dataFolder,
    output: () => said,
    call: (name, input, how = {}) => callRoute(port, name, input, how),
    end(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}

/** Runs the program, which is expected to refuse to start: its exit code and what it said. */
export async function refusedStart(
  dataFolder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number | null; readonly said: string; readonly seconds: number }> {
  return runScript('apps/server/main.ts', [], environment(dataFolder, { PORT: String(await freePort()), ...env }))
}

/** Runs the command line. */
export function runCli(
  dataFolder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly code: number | null; readonly said: string; readonly shown: string }> {
  return runScript('apps/cli/main.ts', args, environment(dataFolder, env))
}

function runScript(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; said: string; shown: string; seconds: number }> {
  const began = performance.now()
  const child = spawn(node, [join(root, script), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  let shown = ''
  child.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((done) => {
    child.once('close', (code) => done({ code, said: said.trim(), shown, seconds: (performance.now() - began) / 1000 }))
  })
}

function callRoute(
  port: number,
  name: string,
  input: unknown,
  { cookie, key = crypto.randomUUID(), raw, headers = {} }: CallOptions,
): Promise<HttpAnswer> {
  const body = raw ?? JSON.stringify(input)
  return new Promise((done, fail) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: `/api/${name.replace('.', '/')}`,
        agent: false,
        headers: {
          'content-type': 'application/json',
          'x-yinqiao': '1',
          'idempotency-key': key,
          'content-length': String(Buffer.byteLength(body)),
          ...(cookie === undefined ? {} : { cookie: `yinqiao_session=${cookie}` }),
          ...headers,
        },
      },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (chunk: Buffer) => parts.push(chunk))
        answer.on('error', fail)
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8')
          const read = text === '' ? null : (JSON.parse(text) as { refused?: { code: string } } | null)
          const set = answer.headers['set-cookie']?.find((line) => line.startsWith('yinqiao_session='))
          done({
            status: answer.statusCode ?? 0,
            body: read,
            refused: read?.refused?.code ?? null,
            cookie: set?.slice('yinqiao_session='.length).split(';')[0] ?? null,
          })
        })
      },
    )
    // a refused body may close the connection while it is still being sent; the answer counts then
    sent.on('error', (error) => setTimeout(() => fail(error), 200))
    sent.end(body)
  })
}

/** Process id of the embedded server of a data folder. */
export function postgresPid(dataFolder: string): number {
  return Number(readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

/** Whether a process runs (a dead one that nobody has reaped does not). */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat[stat.lastIndexOf(')') + 2] !== 'Z'
  } catch {
    return false
  }
}

/** Waits until `check` holds; fails after `seconds`. */
export async function until(check: () => boolean | Promise<boolean>, seconds: number, what: string): Promise<void> {
  const end = performance.now() + seconds * 1000
  while (!(await check())) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** Removes a data folder; its server is gone first. */
export async function remove(dataFolder: string): Promise<void> {
  let pid = 0
  try {
    pid = postgresPid(dataFolder)
  } catch {
    // no server ran there
  }
  if (pid !== 0 && runs(pid)) {
    process.kill(pid, 'SIGQUIT')
    await until(() => !runs(pid), 10, 'the end of PostgreSQL')
  }
  rmSync(dataFolder, { recursive: true, force: true })
}

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** A running platform of its own: the real server as a process, its data in a folder that goes away with it. */
export interface District {
  /** Where it answers, without a slash at the end. */
  readonly address: string
  readonly dataFolder: string
  /** Port at which devices sign in over MQTT. */
  readonly mqtt: number
  close(): Promise<void>
}

interface Wanted {
  /** Synthetic elders. */
  readonly elders: number
  /** Text of the plan that is imported at the start. */
  readonly planFile: string
  /** The district lives through its synthetic year before anybody comes. */
  readonly year?: boolean
  /** Folder of another district's files. */
  readonly folder?: string
}

/** The fictional plan that is part of the repository. */
export const fictionalPlan = join(root, 'rooms/plan/fixtures/qinghe-2026.txt')

/** Starts the program as `npm start` does and waits until its demo accounts stand; says with its last words when it does not. */
export async function openDistrict({ elders, planFile, year = false, folder }: Wanted): Promise<District> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'yinqiao-e2e-'))
  const port = await freePort()
  const mqtt = await freePort()
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'apps/server/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      YINQIAO_ROOT: root,
      YINQIAO_DATA: dataFolder,
      YINQIAO_SYNTHETIC: String(elders),
      YINQIAO_YEAR: year ? '1' : '0',
      YINQIAO_PLAN: planFile,
      ...(folder === undefined ? {} : { YINQIAO_DISTRICT: folder }),
      PORT: String(port),
      MQTT_PORT: String(mqtt),
      PUSH_PORT: 'off',
      TERMINAL_PORTS: 'off',
    },
  })
  // when the one who started it is cut off, the server must not live on
  const orphan = () => server.kill('SIGINT')
  process.once('exit', orphan)
  const close = async () => {
    process.off('exit', orphan)
    await stop(server)
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await hear(server, year ? '合成年度' : '演示账号')
  } catch (error) {
    await close()
    throw error
  }
  return { address: `http://127.0.0.1:${port}`, dataFolder, mqtt, close }
}

/** A port nobody listens on, as the system gives it. */
function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (typeof address === 'object' && address !== null ? found(address.port) : failed(new Error('no port'))))
    })
  })
}

function hear(server: ChildProcess, words: string): Promise<void> {
  return new Promise((heard, failed) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes(words)) heard()
    }
    server.stdout?.on('data', listen)
    server.stderr?.on('data', listen)
    server.once('error', failed)
    server.once('exit', (code) => failed(new Error(`the server ended with ${code} before it was ready:\n${said.slice(-2000)}`)))
  })
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise<void>((done) => server.once('exit', () => done()))
  server.kill('SIGINT')
  const late = setTimeout(() => server.kill('SIGKILL'), 15_000)
  await gone
  clearTimeout(late)
}

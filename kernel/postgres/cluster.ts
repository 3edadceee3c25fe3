import { spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { StartProblem } from '../start-problem.ts'
import { handOver, reachableFolder, reachablePrograms, type ServerAccount, serverAccount } from './account.ts'
import { findNative, repairLinks } from './binaries.ts'
import { lives, takeLock } from './lock.ts'
import { databaseSecrets } from './secrets.ts'
import { joinUsers, leaveUsers } from './users.ts'

/** A running embedded PostgreSQL; `started` tells whether this process started it (else it was found running). */
export interface Cluster {
  readonly port: number
  readonly pid: number
  readonly started: boolean
  readonly folder: string
  /** Fast shutdown, whoever uses it; waits until the server is gone. */
  stop(): Promise<void>
  /** This process needs it no more: stops it unless another process still uses it. */
  leave(): Promise<void>
}

export interface ClusterOptions {
  readonly dataFolder: string
  /** Extra `-c` settings, e.g. `fsync=off` in tests. */
  readonly settings?: Readonly<Record<string, string>>
  /** The port to take; a free one when absent. */
  readonly port?: number
}

const needBytes = () => Number(process.env['YINQIAO_MIN_FREE_BYTES'] ?? 200 * 1024 * 1024)
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Starts the embedded PostgreSQL on the data folder (making it at first), or finds the one that runs on it. */
export async function openCluster({ dataFolder, settings = {}, port }: ClusterOptions): Promise<Cluster> {
  const account = serverAccount()
  mkdirSync(dataFolder, { recursive: true })
  const lock = await waitForLock(join(dataFolder, 'cluster.lock'))
  try {
    const home = reachableFolder(account, dataFolder)
    const folder = join(home, 'postgres')
    if (home !== dataFolder && !existsSync(join(dataFolder, 'postgres'))) symlinkSync(folder, join(dataFolder, 'postgres'))
    const opened = (found: { port: number; pid: number }, started: boolean): Cluster => {
      joinUsers(dataFolder, 'embedded PostgreSQL')
      return { ...found, started, folder, stop: () => stopServer(found.pid), leave: () => leaveServer(dataFolder, found.pid) }
    }
    const running = readPidFile(folder)
    if (running && isServer(running.pid)) return opened(await awaitReady(folder, running.pid), false)
    checkSpace(dataFolder)
    const native = findNative()
    repairLinks(native)
    const programs = reachablePrograms(account, native)
    if (existsSync(folder)) checkFound(folder, dataFolder)
    else initialise(programs, folder, databaseSecrets(dataFolder).admin, account, settings['fsync'] !== 'off')
    return opened(
      await start(programs, folder, join(dataFolder, 'postgres.log'), account, { ...settings, port: String(port ?? (await freePort())) }),
      true,
    )
  } finally {
    lock.release()
  }
}

async function waitForLock(path: string): Promise<{ release: () => void }> {
  for (let waited = 0; waited < 60_000; waited += 100) {
    const taken = takeLock(path, 'starting PostgreSQL')
    if ('release' in taken) return taken
    await sleep(100)
  }
  throw new StartProblem('另一个进程一直在启动数据库 (another process keeps starting the database)')
}

function checkSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  const free = Number(bavail) * Number(bsize)
  if (free >= needBytes()) return
  throw new StartProblem(
    `磁盘空间不足：${folder} 仅剩 ${Math.floor(free / 1048576)} MB，至少需要 ${Math.ceil(needBytes() / 1048576)} MB (disk full: free some space and start again)`,
  )
}

/** A cluster that is there must be of our version and have its passwords. */
function checkFound(folder: string, dataFolder: string): void {
  checkVersion(folder)
  if (existsSync(join(dataFolder, 'secrets.json'))) return
  throw new StartProblem(
    `${folder} 里有数据库，但 ${dataFolder} 里没有它的口令文件 secrets.json；请找回该文件，或移走数据库目录后重新开始 (a database without its passwords; restore secrets.json or move the folder away)`,
  )
}

function checkVersion(folder: string): void {
  const found = existsSync(join(folder, 'PG_VERSION')) ? readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim() : 'unknown'
  if (found === '18') return
  throw new StartProblem(
    `数据目录由 PostgreSQL ${found} 建立，本程序内置 18；请用旧版备份（yinqiao db backup）后在新目录恢复 (data folder of another PostgreSQL version: ${found})`,
  )
}

/** initdb goes to a draft folder that is renamed when whole, so that a kill leaves no half cluster. */
function initialise(programs: string, folder: string, password: string, account: ServerAccount | null, durable: boolean): void {
  const draft = `${folder}.draft`
  const passwordFile = `${folder}.password`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  handOver(account, draft)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  handOver(account, passwordFile)
  const made = spawnSync(
    join(programs, 'bin', 'initdb'),
    [
      '-D',
      draft,
      '-U',
      'yinqiao_admin',
      `--pwfile=${passwordFile}`,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    { cwd: '/', encoding: 'utf8', ...account },
  )
  rmSync(passwordFile, { force: true })
  if (made.status !== 0) {
    rmSync(draft, { recursive: true, force: true })
    const last = made.error?.message ?? made.stderr.trim().split('\n').at(-1) ?? ''
    throw new StartProblem(`数据库初始化失败：${last} (initdb failed)`)
  }
  renameSync(draft, folder)
}

async function start(
  programs: string,
  folder: string,
  logPath: string,
  account: ServerAccount | null,
  settings: Readonly<Record<string, string>>,
): Promise<{ port: number; pid: number }> {
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '100',
    jit: 'off',
    shared_buffers: '128MB',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    password_encryption: 'scram-sha-256',
    ...settings,
  }
  rmSync(join(folder, 'postmaster.pid'), { force: true })
  // statements with their values stay out of the log: they may hold identity numbers
  for (let attempt = 0; ; attempt++) {
    const log = openSync(logPath, 'a', 0o600)
    const server = spawn(
      join(programs, 'bin', 'postgres'),
      ['-D', folder, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        cwd: '/',
        detached: true,
        stdio: ['ignore', log, log],
        ...account,
      },
    )
    closeSync(log)
    server.unref()
    const pid = server.pid
    const failed = new Promise<string>((done) => {
      server.once('error', (error) => done(error.message))
      server.once('exit', (code) => done(`exit ${code}`))
    })
    if (pid !== undefined) {
      const ready = await Promise.race([awaitReady(folder, pid), failed])
      if (typeof ready !== 'string') return ready
    }
    // children of a killed server may hold its shared memory for a moment
    if (attempt === 20) throw new StartProblem(`数据库无法启动（${await failed}），详见 ${logPath} (PostgreSQL did not start)`)
    await sleep(300)
  }
}

async function awaitReady(folder: string, pid: number): Promise<{ port: number; pid: number }> {
  for (let waited = 0; waited < 120_000; waited += 15) {
    const file = readPidFile(folder)
    if (file?.pid === pid && file.ready) return { port: file.port, pid }
    if (!lives(pid)) break
    await sleep(15)
  }
  throw new StartProblem('数据库在启动中退出或两分钟内未就绪 (PostgreSQL did not get ready)')
}

function readPidFile(folder: string): { pid: number; port: number; ready: boolean } | null {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  } catch {
    return null
  }
}

/** A stale pid file may name a process that is something else today. */
function isServer(pid: number): boolean {
  if (!lives(pid)) return false
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return process.platform !== 'linux'
  }
}

async function stopServer(pid: number): Promise<void> {
  if (lives(pid)) process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 30_000 && lives(pid); waited += 20) await sleep(20)
}

async function leaveServer(dataFolder: string, pid: number): Promise<void> {
  const lock = await waitForLock(join(dataFolder, 'cluster.lock'))
  try {
    if (leaveUsers(dataFolder)) await stopServer(pid)
  } finally {
    lock.release()
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

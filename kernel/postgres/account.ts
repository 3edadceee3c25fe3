import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StartProblem } from '../start-problem.ts'

/** The account the database server runs under; null = ours (we are not root, or not on a Unix). */
export interface ServerAccount {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const wanted = ['yinqiao', 'postgres', 'nobody']

/** PostgreSQL refuses to run as root: finds (or makes) an unprivileged account when we are. */
export function serverAccount(): ServerAccount | null {
  if (process.getuid?.() !== 0) return null
  const first = lookUp('yinqiao')
  if (first) return first
  // A dedicated account keeps other daemons of the machine out of the data; where it cannot be made, a stock one serves.
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'yinqiao'], { stdio: 'ignore' })
  for (const name of wanted) {
    const found = lookUp(name)
    if (found) return found
  }
  throw new StartProblem(
    '以 root 运行且没有可用的非特权账号，请先创建账号 yinqiao (running as root without an unprivileged account; create the account yinqiao)',
  )
}

function lookUp(name: string): ServerAccount | null {
  if (!existsSync('/etc/passwd')) return null
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid === undefined || gid === undefined ? null : { name, uid: Number(uid), gid: Number(gid) }
}

/** Whether the account can pass through every folder down to `path`. */
function reaches(account: ServerAccount, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$0"', path], { uid: account.uid, gid: account.gid, cwd: '/' }).status === 0
}

/**
 * A folder the account can reach: `folder` itself, or, below a closed home such as /root,
 * one under /var/lib/yinqiao whose name comes from the wanted path.
 */
export function reachableFolder(account: ServerAccount | null, folder: string): string {
  mkdirSync(folder, { recursive: true })
  if (account === null) return folder
  chmodSync(folder, 0o711)
  if (reaches(account, folder)) return folder
  const elsewhere = join('/var/lib/yinqiao', createHash('sha256').update(folder).digest('hex').slice(0, 12))
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 })
  if (!reaches(account, elsewhere))
    throw new StartProblem(
      `账号 ${account.name} 无法进入 ${folder}，也无法进入 ${elsewhere} (account ${account.name} cannot enter ${folder})`,
    )
  return elsewhere
}

/** The server's programs where the account can run them: in place, or a copy under /var/lib/yinqiao. */
export function reachablePrograms(account: ServerAccount | null, native: string): string {
  if (account === null || reaches(account, join(native, 'bin', 'postgres'))) return native
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  const copy = join('/var/lib/yinqiao', `native-${version}-${createHash('sha256').update(native).digest('hex').slice(0, 8)}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`
    mkdirSync(dirname(copy), { recursive: true, mode: 0o711 })
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    renameSync(draft, copy)
  }
  return copy
}

/** Hands a folder to the account; a no-op for ours. */
export function handOver(account: ServerAccount | null, path: string): void {
  if (account !== null) chownSync(path, account.uid, account.gid)
}

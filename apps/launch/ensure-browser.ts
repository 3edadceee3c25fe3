import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const found = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser that tests and pictures use: CHROMIUM, or the first that is installed. */
export function findBrowser(): string | undefined {
  return [process.env['CHROMIUM'] ?? '', ...found].find((path) => path !== '' && existsSync(path))
}

function hasChineseFont(): boolean {
  const listed = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  return listed.status === 0 && listed.stdout.trim() !== ''
}

/** Installs Debian's chromium and fonts-noto-cjk where missing and allowed; null when all is there, else one clear line. */
export function browserProblem(): string | null {
  if (findBrowser() !== undefined && hasChineseFont()) return null
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return '浏览器测试需要 chromium 与中文字体，请安装 Debian 包 chromium fonts-noto-cjk fontconfig，或设 CHROMIUM=路径 (browser tests need chromium and a Chinese font)'
  console.log('银桥：正在安装 chromium 与中文字体… installing chromium and fonts')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
  const installed = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk', 'fontconfig'], {
    encoding: 'utf8',
    env,
  })
  if (findBrowser() !== undefined && hasChineseFont()) return null
  return `安装 chromium 失败：${installed.stderr.trim().split('\n').at(-1)} (could not install chromium)`
}

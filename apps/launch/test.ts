import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../server/config.ts'
import { buildWeb } from './build-web.ts'
import { check } from './check.ts'
import { browserProblem } from './ensure-browser.ts'

/** Everything CI runs: gates, web build, browser, tests. Arguments go to vitest (npm test -- rooms/plan runs only those). */
const only = process.argv.slice(2)
if (only.length === 0) {
  if (!(await check())) process.exit(1)
  await buildWeb()
  const problem = browserProblem()
  if (problem !== null) {
    console.error(`银桥：${problem}`)
    process.exit(1)
  }
  if (!existsSync(join(root, '../shared')))
    console.log('银桥：没有 ../shared，依赖公开样本的测试将注明跳过 (../shared is absent: tests on public samples are skipped)')
}
const tests = spawn(join(root, 'node_modules/.bin/vitest'), ['run', ...only], { stdio: 'inherit', cwd: root })
tests.on('exit', (code) => process.exit(code ?? 1))

import { parseArgs } from 'node:util'
import type { Fault, Seen } from './fault.ts'
import { clocksFault } from './clocks.ts'
import { closedDeskFault } from './closed-desk.ts'
import { databaseAwayFault } from './database-away.ts'
import { killDatabaseFault } from './kill-database.ts'
import { diskFullFault } from './disk-full.ts'
import { disorderFault } from './disorder.ts'
import { doubleClickFault } from './double-click.ts'
import { killProgramFault } from './kill-program.ts'
import { midFallFault } from './mid-fall.ts'
import { poisonFault } from './poison.ts'
import { reconnectAllFault } from './reconnect-all.ts'
import { restartEscalationFault } from './restart-escalation.ts'
import { restoreDrillFault } from './restore-drill.ts'
import { serverClockFault } from './server-clock.ts'
import { stuckScreenFault } from './stuck-screen.ts'
import { twoServersFault } from './two-servers.ts'
import { upgradeFault } from './upgrade.ts'

const faults: readonly Fault[] = [
  killProgramFault,
  midFallFault,
  killDatabaseFault,
  databaseAwayFault,
  diskFullFault,
  reconnectAllFault,
  closedDeskFault,
  doubleClickFault,
  clocksFault,
  serverClockFault,
  disorderFault,
  poisonFault,
  stuckScreenFault,
  twoServersFault,
  restartEscalationFault,
  upgradeFault,
  restoreDrillFault,
]
/** Rows of the list that need rooms which are not built. */
const later: readonly string[] = ['总账平衡（账在后面的议题）', '支付、探访、消费券的重放（同上）']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { times: { type: 'string' }, json: { type: 'boolean', default: false } },
})
const unknown = positionals.filter((name) => !faults.some((fault) => fault.name === name))
const times = values.times === undefined ? null : Number(values.times)
if (unknown.length > 0 || (times !== null && !(Number.isInteger(times) && times > 0))) {
  console.error(`用法：npm run -s faults -- [${faults.map(({ name }) => name).join('|')}] [--times n] [--json]`)
  process.exit(2)
}

interface Result {
  readonly name: string
  readonly title: string
  readonly times: number
  readonly seconds: number
  readonly seen: readonly Seen[]
}
const results: Result[] = []
for (const { name, title, times: usual, run } of faults.filter((fault) => positionals.length === 0 || positionals.includes(fault.name))) {
  const began = performance.now()
  const say = (line: string) => console.error(`${name}：${line}`)
  say(title)
  const seen = await run(times ?? usual, say).catch((error: Error): Seen[] => [
    { what: '本身没有做完', promise: '做完', seen: error.message.slice(0, 500), passed: false },
  ])
  const done = { name, title, times: times ?? usual, seconds: Math.round((performance.now() - began) / 1000), seen }
  results.push(done)
  if (!values.json) show(done)
}
if (values.json) console.log(JSON.stringify({ results, later }, null, 2))
else console.log(`\n不在此列，属于后面的议题：${later.join('；')}`)
process.exit(results.every(({ seen }) => seen.every(({ passed }) => passed)) ? 0 : 1)

function show({ name, title, times: done, seconds, seen }: Result): void {
  console.log(`\n### ${name} ${title}（${done} 次，${seconds} 秒）\n\n| 看什么 | 承诺 | 所见 | |\n|---|---|---|---|`)
  for (const one of seen) console.log(`| ${one.what} | ${one.promise} | ${one.seen.replaceAll('|', '\\|')} | ${one.passed ? '✓' : '✗'} |`)
}

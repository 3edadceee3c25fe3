import { setTimeout as pause } from 'node:timers/promises'
import { freePort, startProgram } from '../program.ts'
import { checkKept } from './check-kept.ts'
import { type Fault, none, type Seen } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { openCrowd } from './open-crowd.ts'
import { openStage, type Stage } from './open-stage.ts'

/** Freezes a process until it is caught inside a transaction of its own; gives whether that succeeded. */
async function catchHolding(stage: Stage, pid: number, tries: number): Promise<boolean> {
  for (let n = 0; n < tries; n++) {
    await pause(1 + (n % 37))
    process.kill(pid, 'SIGSTOP')
    await pause(30)
    const held = await stage.rows(
      `select 1 from pg_stat_activity a join pg_locks l on l.pid = a.pid join pg_class c on c.oid = l.relation
        where a.state like 'idle in transaction%' and a.usename = 'yinqiao_app' and c.relname in ('alarm', 'signal') and l.mode = 'RowExclusiveLock' limit 1`,
    )
    if (held.length > 0) return true
    process.kill(pid, 'SIGCONT')
  }
  return false
}

/** Two clocks and two intakes on one database; one of each is frozen with rows in its hands, and woken again. */
export async function twoServers(stage: Stage, rounds: number, frozen: number, say: (line: string) => void): Promise<Seen[]> {
  const other = await startProgram(stage.dataFolder, { YINQIAO_ROLE: 'watch', PORT: String(await freePort()) })
  const secondMqtt = await freePort()
  const second = await startProgram(stage.dataFolder, { YINQIAO_ROLE: 'ingest', MQTT_PORT: String(secondMqtt) })
  const first = await startProgram(stage.dataFolder, { YINQIAO_ROLE: 'ingest', MQTT_PORT: String(stage.mqttPort) })
  try {
    const gateways = await stage.addGateways('ts', 6, 100)
    // the same numbers and bytes by both doors: a gateway with two lines
    const crowd = openCrowd(stage, gateways, { mark: 'ts', rate: 150, pressEvery: 3 })
    const echo = openCrowd({ ...stage, mqttPort: secondMqtt }, gateways, { mark: 'ts', rate: 0, repeat: crowd })
    await pause(3000)
    let caught = 0
    let worst = 0
    const late = async () =>
      (
        await stage.rows<{ s: number | null }>(
          `select extract(epoch from now() - min(wake_at))::float8 as s from watch.alarm where closed_at is null and owner_kind <> 'incident'`,
        )
      )[0]?.s ?? 0
    for (let n = 0; n < rounds; n++) {
      for (const [name, frozenOne] of [
        ['watch', stage.program()],
        ['ingest', first],
      ] as const) {
        const pid = frozenOne.child.pid ?? 0
        const held = await catchHolding(stage, pid, 80)
        if (held) {
          caught++
          for (let s = 0; s < frozen; s++) {
            await pause(1000)
            worst = Math.max(worst, await late())
          }
          process.kill(pid, 'SIGCONT')
        }
        say(`${name} ${n + 1} / ${rounds}：${held ? '冻结时手里有行' : '没有冻结到'}`)
        await pause(3000)
      }
    }
    await Promise.all([crowd.settle(30), echo.settle(30)])
    for (const one of [crowd, echo]) one.close()
    await pause(4000)
    const kept = await checkKept(stage, 'ts', [...crowd.acked, ...echo.acked])
    const twice = await stage.rows(
      `select alarm_id, step, count(*) from (select alarm_id, n, (detail->>'step')::int as step,
          sum(case when kind in ('opened', 'claim-ended', 'signal') then 1 else 0 end) over (partition by alarm_id order by n) as part, kind
        from watch.alarm_event) e where kind = 'escalated' group by alarm_id, part, step having count(*) > 1 limit 5`,
    )
    return [
      { what: '冻结时手里有行', promise: `${rounds * 2} 次`, seen: String(caught), passed: caught > 0 },
      none('同一步升级做了两次', twice),
      { what: `一台冻结 ${frozen} 秒：最迟的告警晚了`, promise: '≤ 15 s', seen: `${worst.toFixed(1)} s`, passed: worst <= 15 },
      ...kept,
      ...(await checkInvariants(stage)),
    ]
  } finally {
    for (const one of [other, second, first]) {
      one.child.kill('SIGCONT')
      one.child.kill('SIGKILL')
    }
    stage.program().child.kill('SIGCONT')
  }
}

export const twoServersFault: Fault = {
  name: 'two-servers',
  title: '两台服务器互不相见：一台手里有行时冻结，醒来后继续',
  times: 3,
  async run(times, say) {
    const stage = await openStage({ env: { YINQIAO_ROLE: 'watch', ESCALATE_SECONDS: '3,6,9' } })
    try {
      return await twoServers(stage, times, 40, say)
    } finally {
      await stage.close()
    }
  },
}

import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { postgresPid } from '../program.ts'
import { checkKept } from './check-kept.ts'
import { type Fault, none, within } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { openCrowd } from './open-crowd.ts'
import { openStage, type Stage } from './open-stage.ts'

const mark = 'kd'

/** Kills the postmaster, or one of the processes that serve the program, while gateways publish. */
async function killDatabase(stage: Stage, times: number, say: (line: string) => void) {
  const crowd = openCrowd(stage, await stage.addGateways(mark, 10, 50), { mark, rate: 300 })
  const back: number[] = []
  for (let n = 1; n <= times; n++) {
    await pause(300 + randomInt(1500))
    const killed = Temporal.Now.instant().toString()
    if (n % 2 === 0) {
      const served = await stage.rows<{ pid: number }>(
        `select pid from pg_stat_activity where usename = 'yinqiao_app' order by random() limit 1`,
      )
      process.kill(served[0]?.pid ?? 0, 'SIGKILL')
    } else process.kill(postgresPid(stage.baseFolder), 'SIGKILL')
    const kept = () =>
      stage.rows<{ n: number }>('select count(*)::int as n from series.entry where received_at > $1', [killed]).catch(() => null)
    const end = performance.now() + 60_000
    let up = 0
    while (performance.now() < end) {
      const found = await kept()
      if (found !== null && up === 0) up = performance.now()
      if ((found?.[0]?.n ?? 0) > 0) break
      await pause(20)
    }
    back.push((performance.now() - up) / 1000)
    if (n % 5 === 0) say(`${n} / ${times}，已确认 ${crowd.acked.length}`)
  }
  const left = await crowd.settle(30)
  crowd.close()
  await emptied(stage, 60)
  return [
    ...(await checkKept(stage, mark, crowd.acked)),
    none('至今未确认的消息', Array.from({ length: left })),
    within('自数据库可连到新消息入库', back, 5),
    ...(await checkInvariants(stage)),
  ]
}

/** Waits until nothing new comes out of the spool any more. */
export async function emptied(stage: Stage, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000
  let before = -1
  while (performance.now() < end) {
    const now = await stage.rows<{ n: number }>('select count(*)::int as n from series.entry').then(
      ([row]) => row?.n ?? -1,
      () => -1,
    )
    if (now === before && now >= 0) return
    before = now
    await pause(1500)
  }
}

export const killDatabaseFault: Fault = {
  name: 'kill-postgres',
  title: '接入中 kill -9 PostgreSQL（主进程、服务进程轮流）',
  times: 20,
  async run(times, say) {
    const stage = await openStage()
    try {
      return await killDatabase(stage, times, say)
    } finally {
      await stage.close()
    }
  },
}

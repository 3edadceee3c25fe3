import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { checkKept } from './check-kept.ts'
import { type Fault, none, quantile, within } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { openCrowd } from './open-crowd.ts'
import { openStage, type Stage } from './open-stage.ts'
import { processorSeconds } from './processor-seconds.ts'

const mark = 'kp'

/** Kills the program at moments nobody chose while gateways publish. */
export async function killProgram(stage: Stage, times: number, say: (line: string) => void) {
  const gateways = await stage.addGateways(mark, 10, 50)
  let heard = Number.POSITIVE_INFINITY
  const crowd = openCrowd(stage, gateways, { mark, rate: 300, onAck: () => (heard = Math.min(heard, performance.now())) })
  const [ready, acking, used]: [number[], number[], number[]] = [[], [], []]
  for (let n = 1; n <= times; n++) {
    await pause(200 + randomInt(1300))
    stage.program().child.kill('SIGKILL')
    // answers that the kernel of this machine still held are read first
    await pause(50)
    heard = Number.POSITIVE_INFINITY
    const began = performance.now()
    ready.push(await stage.start())
    used.push(processorSeconds(stage.program()))
    while (heard === Number.POSITIVE_INFINITY && performance.now() - began < 30_000) await pause(5)
    acking.push((heard - began) / 1000)
    if (n % 10 === 0) say(`${n} / ${times}，已确认 ${crowd.acked.length}`)
  }
  await pause(500)
  const left = await crowd.settle(20)
  crowd.close()
  return [
    ...(await checkKept(stage, mark, crowd.acked)),
    none('至今未确认的消息', Array.from({ length: left })),
    within('自启动到就绪', ready, 3),
    within('自启动到第一条确认', acking, 3),
    {
      what: '自启动到就绪用的处理器时间（与机器忙闲无关）',
      promise: '—',
      seen: `p50 ${quantile(used, 0.5)} s，最大 ${quantile(used, 1)} s`,
      passed: true,
    },
    ...(await checkInvariants(stage)),
  ]
}

export const killProgramFault: Fault = {
  name: 'kill-program',
  title: '接入中 kill -9 本程序',
  times: 100,
  async run(times, say) {
    const stage = await openStage()
    try {
      return await killProgram(stage, times, say)
    } finally {
      await stage.close()
    }
  },
}

import { setTimeout as pause } from 'node:timers/promises'
import { freePort, startProgram } from '../program.ts'
import { type Fault, none, type Seen } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { openCrowd } from './open-crowd.ts'
import { openStage, type Stage } from './open-stage.ts'

interface Step {
  readonly alarm_id: string
  readonly kind: string
  readonly step: number | null
  readonly at: number
}

const stepsOf = (stage: Stage, homes: readonly (string | null)[]) =>
  stage.rows<Step>(
    `select e.alarm_id, e.kind, (e.detail->>'step')::int as step, (extract(epoch from e.at) * 1000)::float8 as at
      from watch.alarm_event e join watch.alarm a on a.id = e.alarm_id where a.home_id = any ($1::uuid[]) and e.kind in ('opened', 'escalated') order by e.alarm_id, e.n`,
    [homes],
  )

/** Alarms nobody takes, while the program is killed again and again: each step comes once, in order, and none is lost. */
export async function restartEscalation(stage: Stage, kills: number): Promise<Seen[]> {
  const count = 20
  const gateways = await stage.addGateways('re', 1, count)
  const crowd = openCrowd(stage, gateways, { mark: 're', rate: 0 })
  const homes = Array.from({ length: count }, (_, n) => crowd.press(0, n).device.homeId)
  await crowd.settle(10)
  for (let n = 0; n < kills; n++) {
    await pause(700 + 450 * n)
    stage.program().child.kill('SIGKILL')
    await stage.start()
  }
  await pause(6000)
  crowd.close()
  const steps = await stepsOf(stage, homes)
  const byAlarm = [...Map.groupBy(steps, ({ alarm_id }) => alarm_id).values()].map((list) =>
    list.flatMap(({ step }) => (step === null ? [] : [step])),
  )
  return [
    { what: '告警', promise: String(count), seen: String(byAlarm.length), passed: byAlarm.length === count },
    none(
      `${kills} 次 kill -9 之间：缺步、重步、乱序`,
      byAlarm.filter((list) => list.some((step, n) => step !== n + 1)),
    ),
    none(
      '没有升到第三级（电话）的告警',
      byAlarm.filter((list) => list.length < 3),
    ),
    ...(await checkInvariants(stage)),
  ]
}

/** The pages' process dies; intake and watch go on, and the desk is served by the watch. `stage` runs the role web. */
export async function webDown(stage: Stage): Promise<Seen[]> {
  const watchPort = await freePort()
  const watch = await startProgram(stage.dataFolder, { YINQIAO_ROLE: 'watch', PORT: String(watchPort), ESCALATE_SECONDS: '2,4,6' })
  const ingest = await startProgram(stage.dataFolder, { YINQIAO_ROLE: 'ingest', MQTT_PORT: String(stage.mqttPort) })
  try {
    const gateways = await stage.addGateways('wd', 1, 2)
    const desk = await stage.desk()
    const crowd = openCrowd(stage, gateways, { mark: 'wd', rate: 0 })
    stage.program().child.kill('SIGKILL')
    await pause(200)
    const pressed = performance.now()
    const { device } = crowd.press(0, 0)
    const list = () => watch.call('watch.list-open-alarms', {}, { cookie: desk.cookie })
    const rowOf = async () =>
      ((await list()).body as { rows: { id: string; homeId: string }[] }).rows.find(({ homeId }) => homeId === device.homeId)
    let row = await rowOf()
    while (row === undefined && performance.now() - pressed < 10_000) {
      await pause(50)
      row = await rowOf()
    }
    const raised = performance.now() - pressed
    await pause(5000)
    const steps = (await stepsOf(stage, [device.homeId])).filter(({ kind }) => kind === 'escalated')
    const claimed = await watch.call('watch.claim-alarm', { id: row?.id }, { cookie: desk.cookie })
    const page = await fetch(`http://127.0.0.1:${watchPort}/`)
    crowd.close()
    return [
      {
        what: 'web 停了：呼救在值守台（watch 进程）',
        promise: '≤ 2 s',
        seen: `${Math.round(raised)} ms`,
        passed: row !== undefined && raised <= 2000,
      },
      { what: 'web 停了：5 秒内升级', promise: '≥ 1 步', seen: `${steps.length} 步`, passed: steps.length >= 1 },
      { what: 'web 停了：接警', promise: '200', seen: String(claimed.status), passed: claimed.status === 200 },
      { what: 'web 停了：页面', promise: '200', seen: String(page.status), passed: page.status === 200 },
    ]
  } finally {
    for (const one of [watch, ingest]) one.child.kill('SIGKILL')
  }
}

export const restartEscalationFault: Fault = {
  name: 'restart-escalation',
  title: '升级途中重启；页面进程停了（R21）',
  times: 5,
  async run(times) {
    const stage = await openStage({ env: { ESCALATE_SECONDS: '4,8,12' } })
    try {
      const seen = await restartEscalation(stage, times)
      stage.program().child.kill('SIGKILL')
      await pause(300)
      await stage.start({ YINQIAO_ROLE: 'web' })
      return [...seen, ...(await webDown(stage))]
    } finally {
      await stage.close()
    }
  },
}

import { setTimeout as pause } from 'node:timers/promises'
import { type Fault, type Seen } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { openCrowd } from './open-crowd.ts'
import { type Desk, openStage, type Stage } from './open-stage.ts'

export interface AlarmShown {
  readonly id: string
  readonly homeId: string
  readonly fence: number
  readonly version: number
  readonly state: string
  readonly ownerAccount: string | null
}

/** The open alarm of a home as a desk sees it; waits for it. */
export async function alarmOf(desk: Desk, homeId: string | null, seconds = 10): Promise<AlarmShown> {
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    const { body } = await desk.call('watch.list-open-alarms', {})
    const found = (body as { rows: AlarmShown[] }).rows.find((row) => row.homeId === homeId)
    if (found !== undefined) return found
    await pause(50)
  }
  throw new Error(`no alarm of home ${homeId} within ${seconds} s`)
}

/** A desk that says every four seconds that it is there, until it is closed. */
export async function openDesk(stage: Stage, supervisor = false) {
  const desk = await stage.desk()
  const claims: { id: string; fence: number }[] = []
  const beat = () => desk.call('watch.keep-duty', { claims, supervisor }).catch(() => null)
  await beat()
  const timer = setInterval(() => void beat(), 4000)
  return { ...desk, claims, close: () => clearInterval(timer) }
}

interface Step {
  readonly kind: string
  readonly at: string
  readonly step: number | null
  readonly what: string | null
}

/** A claimed alarm whose operator's browser closes; nobody else takes it. `urgent`: the times of escalation in force, seconds. */
export async function closeDesk(stage: Stage, urgent: readonly [number, number, number]): Promise<Seen[]> {
  const gateways = await stage.addGateways('cd', 1, 1)
  const [first, second, supervisor] = [await openDesk(stage), await openDesk(stage), await openDesk(stage, true)]
  const crowd = openCrowd(stage, gateways, { mark: 'cd', rate: 0 })
  const { device } = crowd.press(0, 0)
  const alarm = await alarmOf(first, device.homeId)
  const claimed = await first.call('watch.claim-alarm', { id: alarm.id })
  first.claims.push({ id: alarm.id, fence: (claimed.body as AlarmShown).fence })
  await first.call('watch.keep-duty', { claims: first.claims })
  await pause(6000)
  first.close()
  const closed = Temporal.Now.instant().epochMilliseconds
  const steps = () =>
    stage.rows<Step>(
      `select kind, at::text, (detail->>'step')::int as step, detail->>'what' as what from watch.alarm_event where alarm_id = $1 and kind in ('claim-ended', 'escalated') order by n`,
      [alarm.id],
    )
  const end = performance.now() + (15 + urgent[2] + 10) * 1000
  while (performance.now() < end && (await steps()).length < 4) await pause(500)
  const seen = await steps()
  for (const desk of [second, supervisor]) desk.close()
  crowd.close()
  const at = ({ at: time }: Step) => Temporal.Instant.from(time.replace(' ', 'T')).epochMilliseconds
  const offered = seen.find(({ kind }) => kind === 'claim-ended')
  const line = (what: string, promise: number, slack: number, step: Step | undefined, from: number | null): Seen => {
    const seconds = step === undefined || from === null ? null : (at(step) - from) / 1000
    return {
      what,
      promise: slack === 0 ? `≤ ${promise} s` : `${promise} s（+${slack}）`,
      seen: seconds === null ? '没有发生' : `${seconds.toFixed(2)} s`,
      passed: seconds !== null && seconds <= promise + slack && (slack === 0 || seconds >= promise),
    }
  }
  const from = offered === undefined ? null : at(offered)
  const [a, b, c] = seen.filter(({ kind }) => kind === 'escalated')
  return [
    line('关闭浏览器后重新派出', 15, 0, offered, closed),
    line('升级到下一位值守', urgent[0], 1, a, from),
    line('升级到值守长', urgent[1], 1, b, from),
    line('升级到电话', urgent[2], 1, c, from),
    {
      what: '升级的次序',
      promise: '1, 2, 3',
      seen: [a, b, c].map((one) => one?.step).join(', '),
      passed: [a, b, c].every((one, n) => one?.step === n + 1),
    },
    ...(await checkInvariants(stage)),
  ]
}

export const closedDeskFault: Fault = {
  name: 'closed-desk',
  title: '已接警的值守员浏览器关闭（按出厂时限）',
  times: 1,
  async run() {
    const stage = await openStage()
    try {
      return await closeDesk(stage, [60, 180, 240])
    } finally {
      await stage.close()
    }
  },
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { newFolder } from '../program.ts'
import { alarmOf, openDesk } from './closed-desk.ts'
import { type Fault, none, type Seen } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { listenLive } from './listen-live.ts'
import { openCrowd } from './open-crowd.ts'
import { openStage, type Stage } from './open-stage.ts'

/** Seconds after which an alarm that nobody takes moves on. */
const steps = [5, 10, 15] as const
/** How far a step may be from its second: early by a round of the clock, late by a busy machine. */
const [early, late] = [0.7, 3]
const hour = 3_600_000
const homesEach = 4

/** Where the machine's clock goes, and how it comes back; `killed`: the program is killed with the jump and started under the wrong clock. */
const jumps: readonly { readonly name: string; readonly to: () => number; readonly killed?: true }[] = [
  { name: '+2 小时', to: () => 2 * hour },
  { name: '−2 小时', to: () => -2 * hour },
  { name: '1970 年', to: () => -Temporal.Now.instant().epochMilliseconds + 60_000 },
  { name: '+400 天', to: () => 400 * 24 * hour },
  { name: '−2 小时，同时 kill -9', to: () => -2 * hour, killed: true },
  { name: '+2 小时，同时 kill -9', to: () => 2 * hour, killed: true },
]

/** Alarms run while the clock of the program's machine jumps away and back: every step comes at its second, and no claim ends. */
export async function serverClock(
  stage: Stage,
  set: (off: number) => void,
  say: (line: string) => void,
  names: readonly string[] = jumps.map(({ name }) => name),
): Promise<Seen[]> {
  const seen: Seen[] = []
  const chosen = jumps.filter(({ name }) => names.includes(name))
  const gateways = await stage.addGateways('sc', 1, chosen.length * (3 * homesEach + 1))
  const [desk, second, supervisor] = [await openDesk(stage), await openDesk(stage), await openDesk(stage, true)]
  const shown = new Map<string, Map<number, number>>()
  const screen = listenLive(stage.port, desk.cookie, 'watch.alarm', ({ data, at }) => {
    const of = shown.get(String(data['homeId'])) ?? new Map<number, number>()
    shown.set(String(data['homeId']), of)
    const step = Number(data['step'])
    if (!of.has(step)) of.set(step, at)
  })
  const crowd = openCrowd(stage, gateways, { mark: 'sc', rate: 0 })
  let next = 0
  const press = () => {
    const { device } = crowd.press(0, next++)
    return { home: device.homeId ?? '', at: performance.now() }
  }
  const some = () => Array.from({ length: homesEach }, press)
  for (const { name, to, killed } of chosen) {
    const held = press()
    const { id } = await alarmOf(desk, held.home)
    const { body } = await desk.call('watch.claim-alarm', { id })
    desk.claims.push({ id, fence: (body as { fence: number }).fence })
    const before = some()
    await pause(2000)
    set(to())
    if (killed) {
      stage.program().child.kill('SIGKILL')
      await stage.start()
    } else await pause(500)
    const back = performance.now()
    const during = some()
    await pause(6000)
    set(0)
    await pause(500)
    const after = some()
    await pause((steps[2] + 4) * 1000)
    const pressed = [...before, ...during, ...after]
    const written = new Map(
      (
        await writtenSteps(
          stage,
          pressed.map((one) => one.home),
        )
      ).map(({ home, step, seconds }) => [`${home} ${step}`, seconds]),
    )
    const wrong = pressed.flatMap(({ home, at }) =>
      steps.flatMap((due, n) => {
        const came = shown.get(home)?.get(n + 1)
        // a screen hears nothing while the program is dead; what it did meanwhile stands in the history
        const unseen = killed ? (written.get(`${home} ${n + 1}`) ?? null) : null
        const seconds = came === undefined ? unseen : (came - at) / 1000
        // nothing is done while the program is dead: what fell due meanwhile comes when it is back, the next steps after their gaps
        const dead = killed ? (back - at) / 1000 + due - steps[0] : 0
        const wanted = seconds !== null && seconds >= due - early && seconds <= Math.max(due, dead) + late
        return wanted ? [] : [`第 ${n + 1} 步应 ${due} s，${seconds === null ? '没有' : `${seconds.toFixed(1)} s`}`]
      }),
    )
    seen.push(none(`${name}：早到、迟到、没有的升级（${3 * homesEach} 个告警各 3 步）`, wrong))
    const ended = await stage.rows(
      `select kind from watch.alarm_event where alarm_id = $1 and kind in ('claim-ended', 'escalated', 'late')`,
      [id],
    )
    if (!killed) seen.push(none(`${name}：已接警的被收回或升级`, ended))
    say(name)
  }
  for (const one of [desk, second, supervisor]) one.close()
  screen.close()
  const left = await crowd.settle(10)
  crowd.close()
  return [...seen, none('至今未确认', Array.from({ length: left })), ...(await checkInvariants(stage))]
}

/** Seconds from the opening of an alarm to each of its steps, as the program wrote them. */
const writtenSteps = (stage: Stage, homes: readonly string[]) =>
  stage.rows<{ home: string; step: number; seconds: number }>(
    `select a.home_id as home, (e.detail->>'step')::int as step, extract(epoch from e.at - a.opened_at)::float8 as seconds
      from watch.alarm_event e join watch.alarm a on a.id = e.alarm_id where e.kind = 'escalated' and a.home_id = any ($1::uuid[])`,
    [homes],
  )

/** A stage whose program's clock can be set. */
export async function openClockStage(): Promise<{ readonly stage: Stage; readonly set: (off: number) => void }> {
  const file = join(newFolder(), 'off')
  const set = (off: number) => writeFileSync(file, String(off))
  set(0)
  const env = {
    NODE_OPTIONS: `--import=${join(import.meta.dirname, 'jump-clock.ts')}`,
    YINQIAO_TEST_CLOCK: file,
    ESCALATE_SECONDS: steps.join(),
  }
  return { stage: await openStage({ env }), set }
}

export const serverClockFault: Fault = {
  name: 'server-clock',
  title: '服务器的钟跳动：± 2 小时、1970 年，告警正在计时',
  times: 1,
  async run(_times, say) {
    const { stage, set } = await openClockStage()
    try {
      return await serverClock(stage, set, say)
    } finally {
      await stage.close()
    }
  },
}

import { setTimeout as pause } from 'node:timers/promises'
import { openServer, withClient } from '@yinqiao/kernel/server'
import { openProxy, type Weather } from '@yinqiao/kernel/testing'
import { newFolder, remove } from '../program.ts'
import { checkKept } from './check-kept.ts'
import { type Fault, none, type Seen, within } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { listenLive } from './listen-live.ts'
import { openCrowd, type Told } from './open-crowd.ts'
import { openMixedLines } from './open-mixed-lines.ts'
import { openStage, type Stage } from './open-stage.ts'

/** A stage whose database is somebody else's, behind a door that can be shut. */
export async function openOutside(env: NodeJS.ProcessEnv = {}) {
  const baseFolder = newFolder()
  const server = await openServer({ dataFolder: baseFolder })
  await withClient(server.adminUrl('postgres'), (admin) => admin.query('create database yinqiao'))
  const url = new URL(server.adminUrl('yinqiao'))
  const proxy = await openProxy(Number(url.port))
  url.port = String(proxy.port)
  const stage = await openStage({ baseFolder, env: { DATABASE_URL: url.toString(), ...env } })
  return {
    stage,
    proxy,
    async close() {
      await stage.close()
      proxy.close()
      await server.stop()
      await remove(baseFolder)
    },
  }
}

const names = { cut: '连接被拒', hang: '连接挂起', lost: '连接丢失' } as const
const marks = { cut: 'dc', hang: 'dh', lost: 'dl' } as const
type Away = keyof typeof names

/** Takes the database away for `seconds` while gateways publish and somebody presses every second; a screen listens. */
export async function takeAway(stage: Stage, set: (weather: Weather) => void, weather: Away, seconds: number): Promise<Seen[]> {
  const mark = marks[weather]
  const gateways = await stage.addGateways(mark, 5, 100)
  // some press on a line of their own, some behind readings of the same gateway
  const pendants = await stage.addGateways(`${mark}p`, 1, seconds + 1)
  const mixed = await openMixedLines(stage, `${mark}m`, seconds + 1)
  const desk = await stage.desk()
  const shown = new Map<string, number>()
  const screen = listenLive(stage.port, desk.cookie, 'watch.alarm,watch.spooled', ({ data, at }) => {
    const home = String(data['homeId'])
    if (!shown.has(home)) shown.set(home, at)
  })
  const crowd = openCrowd(stage, gateways, { mark, rate: 200, pressEvery: Number.POSITIVE_INFINITY })
  const presser = openCrowd(stage, pendants, { mark, rate: 0, first: 1_000_000, window: 1000 })
  await pause(2000)
  set(weather)
  const presses: { told: Told; at: number }[] = []
  for (let n = 0; n < seconds; n++) {
    presses.push({ told: presser.press(0, n), at: performance.now() })
    if (n % 3 === 0) mixed.press()
    await pause(1000)
  }
  const ackedAway = crowd.acked.length + presser.acked.length
  set('open')
  const back = performance.now()
  const [ofCrowd] = await Promise.all([crowd.settle(60), mixed.settle(60)])
  const left = ofCrowd + (await presser.settle(20))
  const acked = crowd.acked.length + presser.acked.length
  const stored = () =>
    stage.rows<{ n: number }>(`select count(*)::int as n from series.entry where convert_from(raw, 'UTF8') like $1`, [`%"id":"${mark}-%`])
  while (performance.now() - back < 90_000 && ((await stored())[0]?.n ?? 0) < acked) await pause(200)
  const drained = (performance.now() - back) / 1000
  await pause(1500)
  crowd.close()
  presser.close()
  mixed.close()
  screen.close()
  const how = names[weather]
  const delays = presses.flatMap(({ told, at }) => {
    const seen = shown.get(told.device.homeId ?? '')
    return seen === undefined ? [] : [(seen - at) / 1000]
  })
  const kept = await checkKept(stage, mark, [...crowd.acked, ...presser.acked])
  return [
    { what: `${how} ${seconds} 秒期间确认的消息`, promise: '> 0', seen: String(ackedAway), passed: ackedAway > 0 },
    none(
      `${how}：没有上屏的呼救`,
      presses.filter(({ told }) => !shown.has(told.device.homeId ?? '')),
    ),
    within(`${how}：呼救上屏`, delays, 1),
    within(`${how}：恢复后补齐`, [drained], 60),
    none(`${how}：至今未确认的消息`, Array.from({ length: left })),
    ...(await mixed.check(shown, back)).map((one) => ({ ...one, what: `${how}：${one.what}` })),
    ...kept.map((one) => ({ ...one, what: `${how}：${one.what}` })),
  ]
}

export const databaseAwayFault: Fault = {
  name: 'database-away',
  title: '数据库离开 60 秒（连接被拒；连接挂起；连接丢失，旧连接永不恢复）',
  times: 1,
  async run(_times, say) {
    const outside = await openOutside()
    try {
      const seen = [...(await takeAway(outside.stage, outside.proxy.set, 'cut', 60))]
      say('连接挂起')
      seen.push(...(await takeAway(outside.stage, outside.proxy.set, 'hang', 60)))
      say('连接丢失')
      seen.push(...(await takeAway(outside.stage, outside.proxy.set, 'lost', 60)))
      return [...seen, ...(await checkInvariants(outside.stage))]
    } finally {
      await outside.close()
    }
  },
}

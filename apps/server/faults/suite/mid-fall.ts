import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Fault, none } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { openSender } from './open-sender.ts'
import { openStage, secret, type Stage } from './open-stage.ts'

const hz = 50
const seconds = 12

/** Twelve seconds at a belt: standing, a fall at second five, lying still. Of our own making, after the shape of acted falls. */
function fallen(): number[] {
  return Array.from({ length: seconds * hz }, (_, n) => {
    const at = n / hz
    const sway = 0.02 * Math.sin(n / 9)
    if (at < 4.6) return [sway, 1 + 0.02 * Math.cos(n / 7), sway]
    if (at < 5) return [0.1, 0.25, 0.1]
    if (at < 5.12) return [2.4, 3.6, 1.8]
    if (at < 5.5) return [0.9 + 0.5 * Math.sin(n), 0.4, 0.5]
    return [1 + sway / 20, 0.05, 0.03]
  }).flat()
}

/** People fall while the program is killed: every fall is one signal with an alarm, whichever second of it was the last one kept. */
export async function midFall(stage: Stage, count: number) {
  const devices = await stage.addDevices('mf', count)
  const xyz = fallen()
  let acked = 0
  const senders = devices.map(({ source }) => {
    const sender = openSender({ port: stage.mqttPort, user: source, secret, window: 1, onAck: () => acked++ })
    const part = (n: number) =>
      sender.send({
        topic: `up/${source}`,
        payload: Buffer.from(
          JSON.stringify({ id: n, acceleration: { place: 'waist', from: 1000 * n, hz, xyz: xyz.slice(3 * hz * n, 3 * hz * (n + 1)) } }),
        ),
      })
    return { sender, part }
  })
  const settled = async (wanted: number) => {
    const until = performance.now() + 60_000
    while (acked < wanted && performance.now() < until) await pause(20)
  }
  // each has told another part of its fall when the program dies, some have a part on its way
  const told = senders.map((_, at) => 5 + (at % 6))
  for (const [at, { part }] of senders.entries()) for (let n = 0; n < (told[at] ?? 0); n++) part(n)
  await settled(told.reduce((sum, n) => sum + n, 0) - randomInt(count))
  stage.program().child.kill('SIGKILL')
  await pause(50)
  await stage.start()
  for (const [at, { part }] of senders.entries()) for (let n = told[at] ?? 0; n < seconds; n++) part(n)
  await settled(count * seconds)
  await pause(300)
  for (const { sender } of senders) sender.close()
  const falls = await stage.rows<{ device: string; n: number }>(
    `select s.device_id as device, count(*)::int as n from watch.signal s join watch.alarm a on a.id = s.alarm_id
      where s.kind = 'fall' and s.device_id = any ($1::uuid[]) and a.owner_name <> '' group by 1`,
    [devices.map(({ id }) => id)],
  )
  const of = new Map(falls.map(({ device, n }) => [device, n]))
  return [
    none(
      `${count} 次跌倒中途 kill -9：没有告警的`,
      devices.filter(({ id }) => !of.has(id)),
    ),
    none(
      '一次跌倒两个信号的',
      devices.filter(({ id }) => (of.get(id) ?? 0) > 1),
    ),
    none('未确认的消息', Array.from({ length: count * seconds - acked })),
    ...(await checkInvariants(stage)),
  ]
}

export const midFallFault: Fault = {
  name: 'mid-fall',
  title: '跌倒中途 kill -9 本程序',
  times: 30,
  async run(times) {
    const stage = await openStage()
    try {
      return await midFall(stage, times)
    } finally {
      await stage.close()
    }
  },
}

import { setTimeout as pause } from 'node:timers/promises'
import { checkKept } from './check-kept.ts'
import { type Fault, none, type Seen, within } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import type { Told } from './open-crowd.ts'
import { openSender, type Sender } from './open-sender.ts'
import { openStage, secret, type Stage } from './open-stage.ts'

const mark = 'ra'

/** All devices lose their line with the program, each with a press on its way, and come back at once. */
export async function reconnectAll(stage: Stage, count: number, say: (line: string) => void): Promise<Seen[]> {
  const devices = await stage.addDevices(mark, count)
  const acked: Told[] = []
  let killed = 0
  const back: number[] = []
  const senders: Sender<Told>[] = []
  for (const device of devices) {
    senders.push(
      openSender<Told>({
        port: stage.mqttPort,
        user: device.source,
        secret,
        retryAfter: 1000,
        onAck: (told) => acked.push(told),
        onConnected: () => killed > 0 && back.push((performance.now() - killed) / 1000),
      }),
    )
    if (senders.length % 500 === 0) await pause(100)
  }
  const connected = () => senders.filter((sender) => sender.connected()).length
  for (let n = 0; n < 600 && connected() < count; n++) await pause(100)
  say(`${connected()} 台在线`)
  const first = connected()
  // every tenth device presses in the moment in which all lose their line
  for (const [n, sender] of senders.entries()) {
    const device = devices[n]
    if (device === undefined || n % 10 > 0) continue
    const id = `${mark}-${n}`
    const payload = Buffer.from(JSON.stringify({ at: Temporal.Now.instant().toString(), id, signals: ['sos'] }))
    sender.send({ id, device, sos: true, topic: `up/${device.source}`, payload })
  }
  await pause(30)
  stage.program().child.kill('SIGKILL')
  await pause(50)
  const began = performance.now()
  const served = stage.start().then(() => (killed = performance.now()))
  await served
  const serving = (performance.now() - began) / 1000
  for (let n = 0; n < 1200 && (connected() < count || senders.some((sender) => sender.waiting() > 0)); n++) await pause(50)
  const all = (performance.now() - killed) / 1000
  const waiting = senders.filter((sender) => sender.waiting() > 0).length
  const alarms = await stage.rows<{ n: number; homes: number }>(
    `select count(*)::int as n, count(distinct home_id)::int as homes from watch.alarm where home_id = any ($1::uuid[])`,
    [devices.map(({ homeId }) => homeId)],
  )
  const kept = await checkKept(stage, mark, acked)
  for (const sender of senders) sender.close()
  return [
    { what: '断开前在线', promise: String(count), seen: String(first), passed: first === count },
    { what: '程序恢复服务', promise: '—', seen: `${serving.toFixed(2)} s`, passed: true },
    none('没有回来的设备', Array.from({ length: count - connected() })),
    within('全部回来且呼救已确认（自恢复服务起）', [all], 30),
    within('各设备回来', back, 30),
    none('未确认的呼救', Array.from({ length: waiting })),
    {
      what: '告警数＝呼救的户数',
      promise: String(count / 10),
      seen: `${alarms[0]?.n}（${alarms[0]?.homes} 户）`,
      passed: alarms[0]?.n === count / 10 && alarms[0]?.homes === count / 10,
    },
    ...kept,
    ...(await checkInvariants(stage)),
  ]
}

export const reconnectAllFault: Fault = {
  name: 'reconnect',
  title: '一万台设备同时断开、同时回来',
  times: 1,
  async run(_times, say) {
    const stage = await openStage()
    try {
      return await reconnectAll(stage, 10_000, say)
    } finally {
      await stage.close()
    }
  },
}

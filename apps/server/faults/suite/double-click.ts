import { randomUUID } from 'node:crypto'
import type { HttpAnswer } from '../program.ts'
import { alarmOf, type AlarmShown, openDesk } from './closed-desk.ts'
import { type Fault, type Seen } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { openCrowd } from './open-crowd.ts'
import { openStage, type Stage } from './open-stage.ts'

const many = 8
const same = (what: string, seen: readonly unknown[], wanted: readonly unknown[]): Seen => ({
  what,
  promise: wanted.join(' '),
  seen: seen.join(' '),
  passed: JSON.stringify(seen) === JSON.stringify(wanted),
})

/** Every deed of the desk, clicked many times at once with one key, then with a key each, then replayed. */
export async function doubleClick(stage: Stage): Promise<Seen[]> {
  const gateways = await stage.addGateways('dk', 1, 3)
  const [one, two] = [await openDesk(stage), await openDesk(stage)]
  const crowd = openCrowd(stage, gateways, { mark: 'dk', rate: 0 })
  const seen: Seen[] = []
  const times = async (id: string, kind: string) =>
    (await stage.rows<{ n: number }>('select count(*)::int as n from watch.alarm_event where alarm_id = $1 and kind = $2', [id, kind]))[0]
      ?.n
  const repeat = (call: (n: number) => Promise<HttpAnswer>) => Promise.all(Array.from({ length: many }, (_, n) => call(n)))

  for (const [title, keyed] of [
    ['同一键', true],
    ['各自的键', false],
  ] as const) {
    const key = randomUUID()
    const how = () => (keyed ? { key } : {})
    const { device } = crowd.press(0, keyed ? 0 : 1)
    const alarm = await alarmOf(one, device.homeId)
    const claims = await repeat(() => one.call('watch.claim-alarm', { id: alarm.id }, how()))
    const held = claims.map(({ body }) => body as AlarmShown)
    seen.push(
      same(`接警 ×${many}，${title}：时间线`, [await times(alarm.id, 'claimed')], [1]),
      same(`接警 ×${many}，${title}：答复都是同一次接警`, [new Set(held.map(({ fence }) => fence)).size], [1]),
    )
    const fence = (await alarmOf(one, device.homeId)).fence
    await stage.rows(
      `insert into watch.contact (id, home_id, order_no, kind, name_sealed) select gen_random_uuid(), $1, n, 'neighbour', $2 from generate_series(1, 3) n`,
      [device.homeId, await sealed(stage)],
    )
    const callKey = randomUUID()
    await repeat(() => one.call('watch.call-out', { id: alarm.id, fence }, keyed ? { key: callKey } : {}))
    if (keyed) seen.push(same(`呼叫下一位 ×${many}，${title}`, [await times(alarm.id, 'called-out')], [1]))
    else {
      const asked = await stage.rows<{ n: number; people: number }>(
        'select count(*)::int as n, count(distinct contact_id)::int as people from watch.callout where alarm_id = $1',
        [alarm.id],
      )
      seen.push(same(`呼叫下一位 ×${many}，${title}：同一人不被叫两次`, [asked[0]?.n], [asked[0]?.people]))
    }
    const closeKey = randomUUID()
    const closing = { id: alarm.id, fence, cause: 'test', why: '演练' }
    const closings = await repeat(() => one.call('watch.close-alarm', closing, keyed ? { key: closeKey } : {}))
    seen.push(
      same(`结案 ×${many}，${title}：时间线`, [await times(alarm.id, 'closed')], [1]),
      same(`结案 ×${many}，${title}：成功的答复`, [closings.filter(({ status }) => status === 200).length], [keyed ? many : 1]),
    )
    if (keyed) {
      const replay = await one.call('watch.close-alarm', closing, { key: closeKey })
      seen.push(same('重放结案：答复与当时相同，没有第二次', [replay.status, await times(alarm.id, 'closed')], [200, 1]))
    }
  }
  const { device } = crowd.press(0, 2)
  const alarm = await alarmOf(one, device.homeId)
  const race = await Promise.all([one, two, one, two, one, two].map((desk) => desk.call('watch.claim-alarm', { id: alarm.id })))
  const owners = await stage.rows<{ n: number }>(
    `select count(distinct by_account)::int as n from watch.alarm_event where alarm_id = $1 and kind in ('claimed', 'taken-over')`,
    [alarm.id],
  )
  seen.push(
    same('两人同时接警：得到的人数', [owners[0]?.n], [1]),
    same('两人同时接警：另一人被告知', [race.filter(({ refused }) => refused === 'watch.already-claimed').length > 0], [true]),
  )
  for (const desk of [one, two]) desk.close()
  crowd.close()
  return [...seen, ...(await checkInvariants(stage))]
}

/** A sealed name as the program would keep it: that of an earlier record of the same key, or none that can be opened. */
async function sealed(stage: Stage): Promise<string> {
  const [row] = await stage.rows<{ name_sealed: string }>('select name_sealed from watch.told limit 1')
  if (row === undefined) throw new Error('nobody was told of the alarm')
  return row.name_sealed
}

export const doubleClickFault: Fault = {
  name: 'double-click',
  title: '双击、重试、重放：接警、呼叫、结案',
  times: 1,
  async run() {
    const stage = await openStage()
    try {
      return await doubleClick(stage)
    } finally {
      await stage.close()
    }
  },
}

import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '@yinqiao/kernel'
import type { Actor } from '@yinqiao/kernel/contract'
import { type Kernel, realChance, transact } from '@yinqiao/kernel/server'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { join } from 'node:path'
import type { Telling } from '../contract/notice.ts'
import { noChannels, notices, type NoticesSettings, sendNotice, type SenderOptions, startSender } from '../index.ts'

/** The engine on a database of its own, with a clock that runs and one that stands. */
export interface Stage {
  readonly t: TestRooms
  /** The same with the real clock: what processes outside take part in. */
  readonly live: Kernel
  /** Does something in the transaction of a caller, as the program itself unless told. */
  in<T>(kernel: Kernel, work: (ctx: Context) => Promise<T>, actor?: Actor): Promise<T>
  tell(kernel: Kernel, telling?: Partial<Telling>): Promise<string>
  row(id: string): Promise<Row>
  chain(id: string): Promise<Row[]>
  /** What was proved of a notice, in order. */
  steps(id: string): Promise<string[]>
  /** Runs a sender in this process while `work` goes on. */
  sending<T>(kernel: Kernel, settings: NoticesSettings, work: () => Promise<T>, options?: SenderOptions): Promise<T>
}
export interface Row {
  readonly id: string
  readonly channel: string
  readonly state: string
  readonly attempt: number
  readonly failure_reason: string | null
  readonly failure_detail: string | null
  readonly fall_at: string | null
}

export const account = '00000000-0000-7000-8000-0000000000a1'
export const subject = { kind: 'toy', id: 'alarm-1' }
const telling: Telling = {
  key: 'k',
  topic: 'toy.alarm',
  subject,
  to: { accountId: account, name: '合成家属', phone: '13900001111', mail: 'family@example.test' },
  channel: 'sms',
  title: '合成报警',
  body: '合成内容：请回电。',
  urgent: true,
  divisionCode: '320507001',
}

export async function openStage(settings: NoticesSettings = noChannels): Promise<Stage> {
  const t = await testRooms([notices(settings)])
  const live: Kernel = { ...t.kernel, chance: realChance }
  const columns = 'id, channel, state, attempt, failure_reason, failure_detail, fall_at'
  const stage: Stage = {
    t,
    live,
    in: (kernel, work, actor) =>
      transact(kernel, { actor: actor ?? t.actor({ role: 'system', accountId: null, name: '系统' }), room: 'toy', origin: 'test' }, work),
    tell: (kernel, more = {}) => stage.in(kernel, (ctx) => sendNotice(ctx, { ...telling, key: `k:${ctx.newId()}`, ...more })),
    async row(id) {
      const [row] = await t.rows<Row>(`select ${columns} from notices.notice where id = $1`, [id])
      if (row === undefined) throw new Error(`no notice ${id}`)
      return row
    },
    chain: (id) => t.rows<Row>(`select ${columns} from notices.notice where chain_id = $1 order by step`, [id]),
    steps: async (id) =>
      (await t.rows<{ what: string }>('select what from notices.notice_event where notice_id = $1 order by at, id', [id])).map(
        ({ what }) => what,
      ),
    async sending(kernel, with_, work, options = {}) {
      const sender = startSender(kernel, with_, { lookMs: 20, ...options })
      try {
        return await work()
      } finally {
        await sender.stop()
      }
    },
  }
  return stage
}

/** What a sender process is told of this stage. */
export const senderOf = ({ t }: Stage, settings: NoticesSettings, options: SenderOptions = {}) => ({
  url: t.server.url('yinqiao_app', t.database),
  keys: join(t.dataFolder, 'keys.json'),
  settings,
  options,
})

/** Waits until the question answers something; fails after the seconds. */
export async function until<T>(ask: () => Promise<T | undefined | false>, seconds = 30): Promise<T> {
  for (let n = 0; n < seconds * 20; n++) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    await pause(50)
  }
  throw new Error(`not within ${seconds} s`)
}

import { asSystem, openPool } from '@yinqiao/kernel/server'
import { decoders, openMemory, refreshMemory, takeMessages } from '@yinqiao/watch'
import type { RawMessage } from '@yinqiao/intake/contract'
import { readConfig } from '../../config.ts'
import { openPlatform } from '../../platform.ts'
import type { Seen } from './fault.ts'
import { openMutator, recorded } from './mutate.ts'
import type { Stage } from './open-stage.ts'

/** Gives bent messages of every protocol to the keeper itself, past the socket, batch by batch; none may hinder its batch. */
export async function fuzzInside(stage: Stage, count: number, say: (line: string) => void): Promise<Seen> {
  const protocols = ['own', 'zigbee', 'fall-radar', ...decoders.map(({ protocol }) => protocol)]
  const devices = await stage.addDevices('fz', protocols.length)
  for (const [n, protocol] of protocols.entries())
    await stage.rows('update watch.device set protocol = $2, updated_at = now() where id = $1', [devices[n]?.id, protocol])
  const platform = await openPlatform(readConfig({ YINQIAO_DATA: stage.dataFolder, YINQIAO_PLAN: '/none', YINQIAO_SYNTHETIC: '0' }))
  const pool = openPool(platform.server.url('yinqiao_app'), 2)
  const kernel = { ...platform.kernel, pool }
  const memory = openMemory()
  await asSystem(kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  const bend = openMutator(recorded(), 11)
  const hindered: string[] = []
  const size = 1000
  const began = performance.now()
  const { policy } = platform.watchSettings
  for (let done = 0; done < count; done += size) {
    const messages: RawMessage[] = Array.from({ length: Math.min(size, count - done) }, (_, n) => {
      const { source } = devices[(done + n) % devices.length] ?? { source: '' }
      return {
        via: 'mqtt',
        source,
        topic: `up/${source}`,
        payload: bend(),
        receivedAt: Temporal.Now.instant().epochMilliseconds,
        repeated: false,
        packet: 1,
      }
    })
    const take = (some: readonly RawMessage[]) => asSystem(kernel, 'watch', (ctx) => takeMessages(ctx, memory, some, policy))
    try {
      await take(messages)
    } catch {
      for (const one of messages)
        await take([one]).catch((error: Error) =>
          hindered.push(`${one.source} ${error.message} ${Buffer.from(one.payload).toString('hex').slice(0, 200)}`),
        )
    }
    if ((done / size) % 200 === 199) say(`${done + size} / ${count} 条变异消息`)
  }
  await pool.end()
  await platform.close()
  const rate = Math.round(count / ((performance.now() - began) / 1000))
  return {
    what: `${count} 条变异消息，${protocols.length} 种协议，交给收存`,
    promise: '0 条妨碍同批',
    seen: `${hindered.length}（每秒 ${rate} 条）${hindered.slice(0, 2).join(' | ')}`,
    passed: hindered.length === 0,
  }
}

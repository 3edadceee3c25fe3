import { startSender } from '@yinqiao/notices'
import { asSystem, type Kernel, openPool } from '@yinqiao/kernel/server'
import { doDue, tellIncidents } from '@yinqiao/watch'
import type { Platform } from '../platform.ts'
import { repeat } from './repeat.ts'

const dueEvery = 200
const atOnce = 50

/** The clocks of the alarm path (escalation, claims that end, calls nobody answers) and the sender of notices. May run many times: each alarm is done by one. */
export async function startWatch(platform: Platform): Promise<{ stop(): Promise<void> }> {
  const { watchSettings: settings } = platform
  const pool = openPool(platform.server.url('yinqiao_app'), 4)
  const kernel: Kernel = { ...platform.kernel, pool }
  const sender = startSender(kernel, platform.config.notices)
  const rounds = [
    repeat(
      kernel.log,
      'due',
      dueEvery,
      async () => (await asSystem(kernel, 'watch', (ctx) => doDue(ctx, settings.policy, settings.reach, atOnce))) >= atOnce,
    ),
    repeat(kernel.log, 'incidents', 2000, () => asSystem(kernel, 'watch', tellIncidents)),
  ]
  return {
    async stop() {
      for (const round of rounds) await round.stop()
      await sender.stop()
      await pool.end()
    },
  }
}

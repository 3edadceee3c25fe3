import { startSender } from '@yinqiao/notices'
import { asSystem, type Kernel, openPool } from '@yinqiao/kernel/server'
import {
  doDue,
  lookAtHomes,
  lookAtIncidents,
  lookAtRuleLoad,
  lookForBatteries,
  lookForSilence,
  prepareHomes,
  pullBackClocks,
} from '@yinqiao/watch'
import type { Platform } from '../platform.ts'
import { alarmPatience, repeat } from './repeat.ts'

const dueEvery = 200
/** The least limit of silence is a minute. */
const silenceEvery = 10_000
const atOnce = 50
/** Soon after the start, when a clock may have been set back, and now and then. */
const clocksEvery = 10_000

/** The clocks of the alarm path (escalation, claims that end, calls nobody answers) and the sender of notices. May run many times: each alarm is done by one. */
export async function startWatch(platform: Platform): Promise<{ stop(): Promise<void> }> {
  const { watchSettings: settings } = platform
  const pool = openPool(platform.server.url('yinqiao_app'), 8, alarmPatience)
  const kernel: Kernel = { ...platform.kernel, pool }
  const sender = startSender(kernel, platform.config.notices)
  const rounds = [
    repeat(
      kernel.log,
      'due',
      dueEvery,
      async () => (await asSystem(kernel, 'watch', (ctx) => doDue(ctx, settings.policy, settings.reach, atOnce))) >= atOnce,
    ),
    repeat(
      kernel.log,
      'silence',
      silenceEvery,
      async () => (await asSystem(kernel, 'watch', (ctx) => lookForSilence(ctx, settings.policy))) >= 200,
    ),
    repeat(
      kernel.log,
      'clocks',
      clocksEvery,
      async () => (await asSystem(kernel, 'watch', (ctx) => pullBackClocks(ctx, settings.policy, atOnce))) >= atOnce,
    ),
    repeat(kernel.log, 'homes', 60_000, () => asSystem(kernel, 'watch', prepareHomes)),
    repeat(kernel.log, 'time', 2000, async () => (await asSystem(kernel, 'watch', (ctx) => lookAtHomes(ctx, settings.policy))) >= 200),
    repeat(kernel.log, 'rules', 30_000, () => asSystem(kernel, 'watch', (ctx) => lookAtRuleLoad(ctx, settings.policy))),
    repeat(kernel.log, 'batteries', 60_000, () => asSystem(kernel, 'watch', (ctx) => lookForBatteries(ctx, settings.policy))),
    repeat(kernel.log, 'incidents', 2000, () => asSystem(kernel, 'watch', (ctx) => lookAtIncidents(ctx, settings.policy))),
  ]
  return {
    async stop() {
      for (const round of rounds) await round.stop()
      await sender.stop()
      await pool.end()
    },
  }
}

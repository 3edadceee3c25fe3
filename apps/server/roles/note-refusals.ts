import { asSystem, type Kernel } from '@yinqiao/kernel/server'
import { type Quarantined, quarantine } from '@yinqiao/watch'

const atOnce = 500
const waitingAtMost = 20_000

/**
 * Writes down who was turned away, many in one transaction and one transaction at a time: whoever is refused a thousand times a second must
 * not take the connections alarms go by. What comes faster than it can be written for long is not counted, and that is said.
 */
export function noteRefusals(kernel: Kernel): (one: Quarantined) => void {
  const waiting: Quarantined[] = []
  let writing = false
  let uncounted = 0
  const run = async () => {
    writing = true
    while (waiting.length > 0) {
      const some = waiting.splice(0, atOnce)
      await asSystem(kernel, 'watch', (ctx) => quarantine(ctx, some)).catch((error: Error) =>
        kernel.log.warn({ refused: some.length, reason: error.message.slice(0, 200) }, 'refusals not written down'),
      )
    }
    if (uncounted > 0) kernel.log.warn({ refused: uncounted }, 'more refusals than could be counted')
    uncounted = 0
    writing = false
  }
  return (one) => {
    if (waiting.length >= waitingAtMost) uncounted++
    else waiting.push(one)
    if (!writing) void run()
  }
}

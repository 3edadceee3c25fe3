import { asSystem, type Kernel } from '@yinqiao/kernel/server'
import { claimNonces, type Nonce } from '@yinqiao/watch'

interface Asked extends Nonce {
  readonly resolve: (first: boolean) => void
  readonly reject: (error: unknown) => void
}

const atOnce = 500

/**
 * Asks whether nonces come for the first time, many in one transaction and one transaction at a time: a cloud that hands in what it had kept
 * must not take the connections alarms go by.
 */
export function askNonces(kernel: Kernel): (source: string, nonce: string, until: number) => Promise<boolean> {
  const waiting: Asked[] = []
  let asking = false
  const run = async () => {
    asking = true
    while (waiting.length > 0) {
      const some = waiting.splice(0, atOnce)
      try {
        const first = await asSystem(kernel, 'watch', (ctx) =>
          claimNonces(
            ctx,
            some.map(({ source, nonce, until }) => ({ source, nonce, until })),
          ),
        )
        some.forEach(({ resolve }, n) => resolve(first[n] === true))
      } catch (error) {
        for (const { reject } of some) reject(error)
      }
    }
    asking = false
  }
  return (source, nonce, until) =>
    new Promise((resolve, reject) => {
      waiting.push({ source, nonce, until, resolve, reject })
      if (!asking) void run()
    })
}

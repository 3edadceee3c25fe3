import { type BatchOptions, type Batches, openBatches, openStream, partCount } from '@yinqiao/intake'
import type { Lane, RawMessage, Take } from '@yinqiao/intake/contract'
import { asSystem, type Kernel } from '@yinqiao/kernel/server'
import { type Memory, noteOf, rereadStates, tieNote } from '@yinqiao/watch'
import type { NatsConfig } from '../config.ts'
import { holdParts } from './hold-parts.ts'

export interface BetweenOptions {
  readonly nats: NatsConfig
  readonly nodeName: string
  /** Address of the database, for the locks by which nodes share the parts. */
  readonly url: string
  readonly kernel: Kernel
  readonly memory: Memory
  readonly common: Pick<BatchOptions, 'keep' | 'isUrgent' | 'onPoison'>
  readonly lay: (message: RawMessage, reason: string, detail: string) => Promise<void>
  /** The way past the cluster, with its spool. */
  readonly local: Pick<Batches, 'take' | 'away'>
  /** Shows what is urgent and cannot be kept now. */
  readonly show: (message: RawMessage) => void
}

/** The streams between nodes: what the doors of this node take in, and what it takes out for all. */
export function openBetween(options: BetweenOptions): { readonly take: Take; stop(): Promise<void> } {
  const { nats, nodeName, url, kernel, memory, common, lay, local, show } = options
  const { log } = kernel
  // what came by the stream has its lane already
  const lanes = new WeakMap<RawMessage, Lane>()
  // without a spool: while the database is away the messages are safer with the cluster than on one disk
  const batches = openBatches({
    ...common,
    isUrgent: (message) => lanes.get(message) === 'urgent' || common.isUrgent(message),
  })
  const stream = openStream({
    ...nats,
    name: nodeName,
    isUrgent: common.isUrgent,
    local: local.take,
    localAway: local.away,
    take: (message, lane) => {
      lanes.set(message, lane)
      return batches.take(message)
    },
    noteOf: (message) => noteOf(message) ?? null,
    onNote: tieNote,
    onUnreadable: (subject, bytes) =>
      lay(
        {
          via: 'mqtt',
          source: '',
          topic: subject,
          payload: bytes,
          receivedAt: kernel.chance.now().epochMilliseconds,
          repeated: false,
          packet: null,
        },
        'not-kept',
        'bytes in the stream that are no message',
      ),
    onWaiting: show,
    onLink: (lane, up, why) => log[up ? 'info' : 'error']({ lane, up, reason: why.slice(0, 200) }, 'stream between nodes'),
    onTrouble: (what) => log.warn({ what: what.slice(0, 200) }, 'stream between nodes'),
  })
  const holding = holdParts(
    log,
    url,
    partCount,
    (parts) => stream.own(parts),
    () => asSystem(kernel, 'watch', (ctx) => rereadStates(ctx, memory)),
  )
  return {
    take: stream.take,
    async stop() {
      await holding.stop()
      await stream.close()
      await batches.close()
    },
  }
}

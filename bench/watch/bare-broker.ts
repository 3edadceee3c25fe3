// The peer of B1 and B3: the same broker without a platform behind it; acknowledges at once and hands each message to its subscribers.
import { openBroker } from '@yinqiao/intake'

const broker = await openBroker({
  port: Number(process.argv[2] ?? 0),
  host: '127.0.0.1',
  now: Date.now,
  authenticate: (clientId) => ({ source: clientId, mayPublish: ['up'], maySubscribe: ['up'] }),
  onMessage: async ({ topic, payload }) => {
    await broker.send(topic, payload)
    return 'kept'
  },
  onRefused: (kind, who, what) => console.error(kind, who, what),
})
console.log(`port ${broker.port}`)

import type { RegisteredDevice } from '../../contract/register.ts'

/** Who a message may be of, and why it is not taken when it is of nobody. */
export type NoSpeaker = 'unknown-device' | 'not-in-use' | 'foreign-device'

/**
 * The device a message is of: its sender, or the sensor behind it: a gateway publishes for its sensors under `…/<sensor's source>` as
 * the last level of the topic. A sensor that hangs on another gateway is foreign: a stolen credential cannot speak for other homes.
 */
export function findSpeaker(
  register: { readonly devices: ReadonlyMap<string, RegisteredDevice> },
  message: { readonly source: string; readonly topic: string },
): { readonly device: RegisteredDevice } | NoSpeaker {
  const sender = register.devices.get(message.source)
  if (sender === undefined) return 'unknown-device'
  // its connection may be older than its loss, and a signed push asks for the secret alone
  if (sender.state === 'lost' || sender.state === 'scrapped') return 'not-in-use'
  const last = message.topic.slice(message.topic.lastIndexOf('/') + 1)
  const named = sender.kind === 'gateway' && last !== sender.source ? register.devices.get(last) : undefined
  if (named !== undefined && named.gatewayId !== sender.id) return 'foreign-device'
  const device = named ?? sender
  return device.state === 'in-use' || device.state === 'stock' ? { device } : 'not-in-use'
}

import { setTimeout as pause } from 'node:timers/promises'
import { openSender, type Sender, type Sent } from './open-sender.ts'
import { type Gateway, secret, type Stage, type StageDevice } from './open-stage.ts'

export interface Told extends Sent {
  readonly id: string
  readonly device: StageDevice
  readonly sos: boolean
}

/** Gateways that publish all the time, each message with a number of its own, and keep book of what was acknowledged. */
export interface Crowd {
  readonly acked: readonly Told[]
  readonly sent: () => number
  readonly connected: () => number
  /** One press of a device, beside the stream. */
  press(gateway: number, sensor: number): Told
  /** Told of everything that is sent, and by which gateway. */
  onSend(hear: (told: Told, gateway: number) => void): void
  /** Sends nothing new, waits until everything is acknowledged or `seconds` have gone; gives how many are still waiting. */
  settle(seconds: number): Promise<number>
  close(): void
}

export interface CrowdOptions {
  readonly mark: string
  /** Messages a second, all in all. */
  readonly rate: number
  /** Every so many of them is a press; 20 unless told. */
  readonly pressEvery?: number
  readonly onAck?: (told: Told) => void
  readonly onConnected?: () => void
  /** The number to begin with; 0 unless told. */
  readonly first?: number
  /** Most messages on their way, of each gateway. */
  readonly window?: number
  /** Says again what this one says, by its own lines. */
  readonly repeat?: Crowd
}

export function openCrowd(stage: Stage, gateways: readonly Gateway[], options: CrowdOptions): Crowd {
  const { mark, rate, pressEvery = 20, onAck, onConnected, repeat, first = 0, window } = options
  const acked: Told[] = []
  let n = first
  let quiet = false
  const hearers: ((told: Told, gateway: number) => void)[] = []
  const senders: Sender<Told>[] = gateways.map(({ source }) =>
    openSender<Told>({
      port: stage.mqttPort,
      user: source,
      secret,
      onAck: (told) => {
        acked.push(told)
        onAck?.(told)
      },
      ...(onConnected === undefined ? {} : { onConnected }),
      ...(window === undefined ? {} : { window }),
    }),
  )
  const tell = (gateway: number, sensor: number, sos: boolean): Told => {
    const { source, sensors } = gateways[gateway % gateways.length] as Gateway
    const device = sensors[sensor % sensors.length] as StageDevice
    const id = `${mark}-${n++}`
    const body = {
      at: Temporal.Now.instant().toString(),
      id,
      readings: { 'heart-rate': 60 + (n % 40) },
      ...(sos ? { signals: ['sos'] } : {}),
    }
    const told = { id, device, sos, topic: `up/${source}/${device.source}`, payload: Buffer.from(JSON.stringify(body)) }
    senders[gateway % gateways.length]?.send(told)
    for (const hear of hearers) hear(told, gateway % gateways.length)
    return told
  }
  repeat?.onSend((told, gateway) => senders[gateway]?.send(told))
  // more than so many unacknowledged: a device does not measure without end while nobody answers
  const atMost = 200
  let due = 0
  const timer = setInterval(() => {
    if (quiet) return
    due += rate / 50
    for (; due >= 1; due--)
      if ((senders[n % senders.length]?.waiting() ?? 0) < atMost) tell(n, Math.floor(n / gateways.length), n % pressEvery === 0)
      else n++
  }, 20)
  const waiting = () => senders.reduce((sum, sender) => sum + sender.waiting(), 0)
  return {
    acked,
    sent: () => n - first,
    connected: () => senders.filter((sender) => sender.connected()).length,
    press: (gateway, sensor) => tell(gateway, sensor, true),
    onSend: (hear) => void hearers.push(hear),
    async settle(seconds) {
      quiet = true
      const end = performance.now() + seconds * 1000
      while (waiting() > 0 && performance.now() < end) await pause(50)
      return waiting()
    },
    close() {
      clearInterval(timer)
      for (const sender of senders) sender.close()
    },
  }
}

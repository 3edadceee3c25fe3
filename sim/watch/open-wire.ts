import { type Line, openLine } from '../load/open-line.ts'
import { openTerminal } from './open-terminal.ts'
import type { LiveDevice } from './read-devices.ts'
import type { Voice } from './speak.ts'

/** Where the platform listens. */
export interface Reach {
  readonly host: string
  readonly mqttPort: number | null
  /** TCP ports by protocol. */
  readonly terminals: Readonly<Record<string, number>>
}

/** The way of a device to the platform: MQTT or TCP. */
export interface Wire {
  /** `under`: the sensor a gateway speaks for. */
  send(bytes: Uint8Array, under?: string): void
  /** Takes the line away, abruptly, or gives it back. */
  line(there: boolean): void
  readonly isThere: () => boolean
  readonly unacked: () => number
  close(): void
}

/** Undefined where the platform has no door for the device. */
export function openWire(device: LiveDevice, reach: Reach, voice: Voice, onAcked: () => void, onRefused: () => void): Wire | undefined {
  const port = reach.terminals[device.protocol]
  if (port !== undefined) {
    let there = true
    let wire = openTerminal(reach.host, port, voice)
    return {
      send: (bytes) => wire.send(bytes),
      line(open) {
        if (open === there) return
        there = open
        if (open) wire = openTerminal(reach.host, port, voice)
        else wire.close()
      },
      isThere: () => there,
      unacked: () => 0,
      close: () => wire.close(),
    }
  }
  const { source, secret } = device
  const { mqttPort, host } = reach
  if (mqttPort === null || secret === null) return undefined
  const open = () =>
    openLine({
      host,
      port: mqttPort,
      localAddress: '127.0.0.1',
      source,
      secret,
      window: 10,
      returns: true,
      onAcked,
      onReady: () => {},
      onRefused,
      onLost: () => {},
    })
  let line: Line | undefined = open()
  let count = 0
  return {
    send: (payload, under) =>
      line?.send({ id: String(++count), intended: performance.now(), payload, ...(under === undefined ? {} : { under }) }),
    line(there) {
      if (there === (line !== undefined)) return
      line?.close(true)
      line = there ? open() : undefined
    },
    isThere: () => line !== undefined,
    unacked: () => line?.unacked() ?? 0,
    close: () => line?.close(false),
  }
}

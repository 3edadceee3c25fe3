import { setTimeout as pause } from 'node:timers/promises'
import { type Line, openLine } from '@yinqiao/sim'

/** Pendants that are pressed while other devices speak. */
export interface Pendants {
  /** Presses them one after the other, `perSecond`, at set moments; gives when each was to be pressed (ms, performance.now), by place in the list. */
  press(from: number, count: number, perSecond: number): Promise<readonly number[]>
  close(): void
}

interface Pendant {
  readonly source: string
  readonly secret: string
}

/** Connects pendants over raw sockets. `sayOf` is what a press says: it must differ from press to press. */
export async function openPendants(
  port: number,
  pendants: readonly Pendant[],
  sayOf: (at: number) => string = (at) => JSON.stringify({ id: `sos-${at}`, at: Date.now(), signals: ['sos'] }),
): Promise<Pendants> {
  const lines: Line[] = []
  for (const { source, secret } of pendants)
    await new Promise<void>((ready, fail) => {
      lines.push(
        openLine({
          host: '127.0.0.1',
          port,
          localAddress: '127.0.0.99',
          source,
          secret,
          window: 20,
          returns: false,
          onAcked: () => {},
          onReady: ready,
          onRefused: (code) => fail(new Error(`refused: ${code}`)),
          onLost: () => {},
        }),
      )
    })
  return {
    async press(from, count, perSecond) {
      const began = performance.now()
      const pressed: number[] = []
      for (let n = 0; n < count; n++) {
        const intended = began + (n * 1000) / perSecond
        const wait = intended - performance.now()
        if (wait > 1) await pause(wait)
        lines[from + n]?.send({ id: String(from + n), intended, payload: Buffer.from(sayOf(from + n)) })
        pressed.push(intended)
      }
      return pressed
    },
    close() {
      for (const line of lines) line.close(false)
    },
  }
}

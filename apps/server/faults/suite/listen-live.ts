import { type ClientRequest, request } from 'node:http'

/** News as a screen hears them. */
export interface LiveEvent {
  readonly event: string
  readonly data: Record<string, unknown>
  /** Milliseconds of this process's clock (performance.now). */
  readonly at: number
}

export interface Listening {
  readonly events: readonly LiveEvent[]
  close(): void
}

/** A screen: hears `topics` and comes back when it is cut off. One that does not read stops after its first news. */
export function listenLive(port: number, cookie: string, topics: string, onEvent: (event: LiveEvent) => void = () => {}): Listening {
  const events: LiveEvent[] = []
  let sent: ClientRequest | undefined
  let closed = false
  const open = () => {
    if (closed) return
    const again = () => setTimeout(open, 300)
    sent = request(
      { host: '127.0.0.1', port, path: `/api/live?topics=${topics}`, agent: false, headers: { cookie: `yinqiao_session=${cookie}` } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => {
          text += chunk
          for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
            const block = text.slice(0, end)
            text = text.slice(end + 2)
            const event = /^event: (.*)$/m.exec(block)?.[1] ?? ''
            const heard = {
              event,
              data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}') as Record<string, unknown>,
              at: performance.now(),
            }
            events.push(heard)
            onEvent(heard)
          }
        })
        answer.on('error', () => {})
        answer.on('close', again)
      },
    )
    sent.on('error', again)
    sent.end()
  }
  open()
  return {
    events,
    close() {
      closed = true
      sent?.destroy()
    },
  }
}

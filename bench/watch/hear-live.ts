import { request } from 'node:http'

/** A piece of news as it came to a browser. */
export interface LiveEvent {
  readonly topic: string
  readonly data: string
  /** ms, performance.now of this process. */
  readonly at: number
}

export interface LiveEar {
  /** Called with each piece of news, beats and greetings not among them. */
  onEvent(hear: (event: LiveEvent) => void): void
  close(): void
}

/** A browser's end of /api/live: resolves when the server has greeted. */
export function hearLive(port: number, cookie: string, topics: string): Promise<LiveEar> {
  return new Promise((ready, fail) => {
    let hear: (event: LiveEvent) => void = () => {}
    const asked = request({ host: '127.0.0.1', port, path: `/api/live?topics=${topics}`, headers: { cookie } }, (answer) => {
      if (answer.statusCode !== 200) return fail(new Error(`live: ${answer.statusCode}`))
      answer.socket.setNoDelay(true)
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => {
        const at = performance.now()
        text += chunk
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const event = text.slice(0, end)
          text = text.slice(end + 2)
          const topic = /^event: (\S+)$/m.exec(event)?.[1] ?? ''
          if (topic === 'hello') ready({ onEvent: (next) => (hear = next), close: () => asked.destroy() })
          else if (topic.includes('.')) hear({ topic, data: /^data: (.*)$/m.exec(event)?.[1] ?? '', at })
        }
      })
    })
    asked.on('error', fail)
    asked.end()
  })
}

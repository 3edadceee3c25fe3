import { connect, createServer, type Socket } from 'node:net'

/**
 * What a connection through the proxy meets: it goes through; it is cut and refused; it hangs without a word and goes on when the weather
 * is open again; or it is lost: it hangs for ever, as when a firewall forgot it, and only new ones go through later.
 */
export type Weather = 'open' | 'cut' | 'hang' | 'lost'

/** A door to a database on this machine that a test can shut. */
export interface Proxy {
  readonly port: number
  readonly set: (weather: Weather) => void
  close(): void
}

// the server asks so often whether a silent line still stands (`keepalives` in kernel/database.ts), milliseconds
const noticedAfter = 25_000

export async function openProxy(to: number): Promise<Proxy> {
  let weather: Weather = 'open'
  const pairs = new Set<readonly [Socket, Socket]>()
  const all = new Set<Socket>()
  /** Came while everything hangs: nothing of them reaches the database before the weather is open. */
  const waiting = new Set<Socket>()
  const join = (near: Socket) => {
    const far = connect(to, '127.0.0.1')
    far.on('error', () => {})
    const pair = [near, far] as const
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      near.destroy()
      far.destroy()
    }
    near.on('close', end)
    far.on('close', end)
    near.on('data', (chunk) => far.write(chunk)).resume()
    far.on('data', (chunk) => near.write(chunk))
  }
  const lose = (pair: readonly [Socket, Socket]) => {
    pairs.delete(pair)
    const [near, far] = pair
    near.pause()
    far.pause()
    // whoever waits on the near side is told nothing; the server lets go in the end
    setTimeout(() => far.removeAllListeners('close').destroy(), noticedAfter).unref()
  }
  const server = createServer((near) => {
    all.add(near)
    near.on('error', () => {})
    near.on('close', () => {
      all.delete(near)
      waiting.delete(near)
    })
    if (weather === 'cut') near.destroy()
    else if (weather === 'open') join(near)
    else near.pause()
    if (weather === 'hang') waiting.add(near)
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    set(to_) {
      weather = to_
      for (const pair of pairs) {
        const [near, far] = pair
        if (weather === 'cut') near.destroy()
        else if (weather === 'lost') lose(pair)
        else
          for (const socket of [near, far])
            if (weather === 'hang') socket.pause()
            else socket.resume()
      }
      if (weather === 'hang') return
      for (const near of waiting) {
        if (weather === 'cut') near.destroy()
        else if (weather === 'open') join(near)
      }
      waiting.clear()
    },
    close() {
      for (const near of all) near.destroy()
      server.close()
    },
  }
}

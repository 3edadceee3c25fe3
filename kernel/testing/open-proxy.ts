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

export async function openProxy(to: number): Promise<Proxy> {
  let weather: Weather = 'open'
  const pairs = new Set<readonly [Socket, Socket]>()
  const lost = new Set<readonly [Socket, Socket]>()
  const server = createServer((near) => {
    near.on('error', () => {})
    if (weather === 'cut') return void near.destroy()
    const far = connect(to, '127.0.0.1')
    far.on('error', () => {})
    const pair = [near, far] as const
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      lost.delete(pair)
      near.destroy()
      far.destroy()
    }
    near.on('close', end)
    far.on('close', end)
    near.on('data', (chunk) => far.write(chunk))
    far.on('data', (chunk) => near.write(chunk))
    if (weather === 'hang') near.pause()
    if (weather === 'lost') lose(pair)
  })
  const lose = (pair: readonly [Socket, Socket]) => {
    pairs.delete(pair)
    lost.add(pair)
    for (const socket of pair) socket.pause()
  }
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    set(to_) {
      weather = to_
      for (const [near, far] of pairs) {
        if (weather === 'cut') near.destroy()
        else if (weather === 'lost') lose([near, far])
        else
          for (const socket of [near, far])
            if (weather === 'hang') socket.pause()
            else socket.resume()
      }
    },
    close() {
      for (const [near] of [...pairs, ...lost]) near.destroy()
      server.close()
    },
  }
}

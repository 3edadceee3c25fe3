import { Agent, request } from 'node:http'

/** One request of a load: body and headers are ready, so that the generator costs little. */
export interface Shot {
  readonly path: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

export interface LoadResult {
  /** Milliseconds from the intended start to the last byte. */
  readonly latencies: readonly number[]
  readonly failed: number
  readonly seconds: number
}

function fire(agent: Agent, port: number, { path, body, headers }: Shot): Promise<boolean> {
  return new Promise((done) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path,
        agent,
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume()
        answer.on('end', () => done(answer.statusCode === 200))
      },
    )
    sent.on('error', () => done(false))
    sent.end(body)
  })
}

/** `connections` callers, each asking again when answered: what the server can do at most. */
export async function closedLoop(port: number, next: () => Shot, connections: number, seconds: number): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const began = performance.now()
  const latencies: number[] = []
  let failed = 0
  const caller = async () => {
    while (performance.now() - began < seconds * 1000) {
      const start = performance.now()
      if (await fire(agent, port, next())) latencies.push(performance.now() - start)
      else failed += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, caller))
  agent.destroy()
  return { latencies, failed, seconds: (performance.now() - began) / 1000 }
}

/** Requests at set moments whether or not the earlier ones were answered; latency counts from the intended moment, so a stall counts for all it delayed. */
export async function openLoop(port: number, next: () => Shot, perSecond: number, seconds: number): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const began = performance.now()
  const latencies: number[] = []
  const under: Promise<void>[] = []
  let failed = 0
  for (let n = 0; n < perSecond * seconds; n++) {
    const intended = began + (n * 1000) / perSecond
    const wait = intended - performance.now()
    if (wait > 1) await new Promise((done) => setTimeout(done, wait))
    under.push(
      fire(agent, port, next()).then((ok) => {
        if (ok) latencies.push(performance.now() - intended)
        else failed += 1
      }),
    )
  }
  await Promise.all(under)
  agent.destroy()
  return { latencies, failed, seconds: (performance.now() - began) / 1000 }
}

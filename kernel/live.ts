import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Client } from 'pg'
import type { Logger } from 'pino'
import type { Actor } from './contract/actor.ts'
import type { LivePlace } from './contract/live.ts'
import { NotSignedIn } from './contract/refusals.ts'
import { refuse } from './contract/refusal.ts'
import type { Registry } from './kernel.ts'
import { sendRefusal } from './send-refusal.ts'

/** One piece of news on its way to screens. */
export interface LiveNews extends LivePlace {
  readonly topic: string
  readonly data: unknown
}

/** The channel of PostgreSQL on which transactions tell their news to all processes. */
export const liveChannel = 'yinqiao_live'

/** Not news, but the word that screens ask their queries again. */
export const resyncTopic = 'kernel.resync'

/** Hands news to the screens of this process. */
export interface LiveHub {
  /** Tells screens of this process at once, past the database: for the alarm path while the database is away. */
  tellNow(news: LiveNews): void
  /** Called with each news of the database, for parts of the program that wait for them. */
  onNews(hear: (news: LiveNews) => void): () => void
  readonly listeners: () => number
  close(): Promise<void>
}

interface Listener {
  readonly actor: Actor
  readonly topics: ReadonlySet<string>
  write(text: string): void
}

/** How often, and how much; changed by tests. Milliseconds and bytes. */
export interface LivePace {
  readonly beatEvery: number
  /** How soon a session that ended, or a scope that changed, is noticed. */
  readonly askAgainEvery: number
  /** What a screen that does not read may hold up in memory before it is cut off; it asks anew when it comes back. */
  readonly queueAtMost: number
  /** How often the line to the database is asked whether it still stands, and how long the answer may take. */
  readonly askLineEvery: number
}

const usualPace: LivePace = { beatEvery: 5_000, askAgainEvery: 30_000, queueAtMost: 512 * 1024, askLineEvery: 10_000 }

/** Opens the hub: listens to the database (and again after it was away). */
export function openLive(
  url: string,
  log: Logger,
  pace: LivePace = usualPace,
): LiveHub & { readonly pace: LivePace; readonly add: (listener: Listener) => () => void } {
  const listeners = new Set<Listener>()
  const hearers = new Set<(news: LiveNews) => void>()
  let closed = false
  let client: Client | undefined
  let asking: NodeJS.Timeout | undefined
  const resync = () => {
    for (const listener of listeners) listener.write('event: resync\ndata: {}\n\n')
  }
  const tell = (news: LiveNews) => {
    if (news.topic === resyncTopic) return resync()
    let text: string | undefined
    for (const listener of listeners) {
      if (!listener.topics.has(news.topic) || !mayHear(listener.actor, news)) continue
      text ??= `event: ${news.topic}\ndata: ${JSON.stringify(news.data)}\n\n`
      listener.write(text)
    }
    // last: a part of the program that stumbles keeps nothing from the screens
    for (const hear of hearers) hear(news)
  }
  const connect = async (): Promise<void> => {
    if (closed) return
    const mine = new Client({
      connectionString: url,
      keepAlive: true,
      connectionTimeoutMillis: pace.askLineEvery,
      query_timeout: pace.askLineEvery,
    })
    const lost = () => {
      if (client !== mine) return
      client = undefined
      clearInterval(asking)
      mine.end().catch(() => {})
      setTimeout(() => void connect(), 500).unref()
    }
    // a line that was cut without a word (a firewall, a host gone) tells nothing by itself
    asking = setInterval(() => {
      mine.query('select 1').catch(lost)
    }, pace.askLineEvery).unref()
    client = mine
    mine.on('error', lost)
    mine.on('end', lost)
    mine.on('notification', ({ payload }) => {
      try {
        tell(JSON.parse(payload ?? '') as LiveNews)
      } catch (error) {
        log.warn({ reason: (error as Error).message.slice(0, 200) }, 'news not understood')
      }
    })
    try {
      await mine.connect()
      await mine.query(`listen ${liveChannel}`)
      // what was told meanwhile is lost here, also to who came before the first line stood: every screen asks its query again
      resync()
    } catch {
      lost()
    }
  }
  void connect()
  return {
    pace,
    tellNow: tell,
    onNews(hear) {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    listeners: () => listeners.size,
    add(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closed = true
      const last = client
      client = undefined
      clearInterval(asking)
      await last?.end().catch(() => {})
    },
  }
}

/** Whether news lie within what an actor may see: its area, its persons, or itself. */
export function mayHear(actor: Actor, { area, persons = [], accounts = [] }: LivePlace): boolean {
  return (
    (actor.area !== '' && area.startsWith(actor.area)) ||
    persons.some((person) => actor.persons.includes(person)) ||
    (actor.accountId !== null && accounts.includes(actor.accountId))
  )
}

/** GET /api/live?topics=a,b : news as Server-Sent Events, with a beat every five seconds by which a screen knows that it still hears. */
export function serveLive(
  app: FastifyInstance,
  registry: Registry,
  hub: ReturnType<typeof openLive>,
  actorOf: (request: FastifyRequest) => Promise<Actor>,
  now: () => Temporal.Instant,
): void {
  const topics = new Map(registry.rooms.flatMap((room) => room.live ?? []).map((topic) => [topic.name, topic]))
  app.get('/api/live', { schema: { hide: true } }, async (request, reply) => {
    const actor = await actorOf(request)
    if (actor.role === 'anonymous') return sendRefusal(reply, refuse(NotSignedIn))
    const { topics: wanted } = request.query as { readonly topics?: string | readonly string[] }
    const asked = [wanted ?? []].flat().join(',').split(',')
    const heard = new Set(
      asked.filter((name) => {
        const access = topics.get(name)?.permission
        return access === 'signed-in' || access === 'public' || (typeof access === 'object' && access.roles.includes(actor.role))
      }),
    )
    reply.hijack()
    const { raw } = reply
    // gone while its session was looked up: its `close` has been, and nothing would ever remove it
    if (raw.destroyed || raw.socket === null || raw.socket.destroyed) return reply
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    })
    raw.socket?.setNoDelay(true)
    const write = (text: string) => {
      if (raw.writableLength > hub.pace.queueAtMost) raw.destroy()
      else raw.write(text)
    }
    write(`retry: 1000\nevent: hello\ndata: ${JSON.stringify({ topics: [...heard], now: now().toString() })}\n\n`)
    const remove = hub.add({ actor, topics: heard, write })
    const beat = setInterval(() => write(`event: beat\ndata: ${JSON.stringify({ now: now().toString() })}\n\n`), hub.pace.beatEvery)
    // a session that ended, or a scope that changed, ends the stream; the database being away does not
    const ask = setInterval(() => {
      actorOf(request).then(
        (again) => {
          if (JSON.stringify(again) === JSON.stringify(actor)) return
          forget()
          raw.end('event: bye\ndata: {}\n\n')
          // who does not read its farewell is not waited for
          setTimeout(() => raw.destroy(), hub.pace.beatEvery).unref()
        },
        () => {},
      )
    }, hub.pace.askAgainEvery)
    const forget = () => {
      clearInterval(beat)
      clearInterval(ask)
      remove()
    }
    raw.on('close', forget)
    raw.on('error', () => {})
    return reply
  })
}

import type { LiveTopic } from '@yinqiao/kernel/contract'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { everySecond } from './steady-clock.ts'

/** The server beats every five seconds; a line that is silent for longer is taken as cut. */
const silentAtMost = 12_000
/** A line that broke and did not stand again within this time is told as cut. */
const brokenAtMost = 3_000
const tryEvery = 2_000
/** So long an attempt may take before another replaces it. */
const attemptAtMost = 8_000

/** How the line to the server stands. */
export interface LiveState {
  readonly line: 'opening' | 'open' | 'cut'
  /** Milliseconds to add to the browser's clock to get the server's. */
  readonly ahead: number
  /** The server's clock when the line was last heard of, milliseconds; null before the first word. */
  readonly heardAt: number | null
}

/** What a screen does with news. Nothing of it may be relied on alone: `askAgain` is called whenever some may have been missed. */
export interface LiveHearers<D> {
  readonly news: (topic: string, data: D) => void
  /** The line stands (again), or the server lost some news itself: ask the query. `wasCut`: the operator was told that the line was cut. */
  readonly askAgain: (wasCut: boolean) => void
}

/** Hears news of topics by Server-Sent Events as long as the screen stands; opens the line again by itself. Data that does not fit its schema is left out. */
export function useLive<T extends LiveTopic>(topics: readonly T[], hearers: LiveHearers<z.output<T['data']>>): LiveState {
  const [state, setState] = useState<LiveState>({ line: 'opening', ahead: 0, heardAt: null })
  const kept = useRef({ topics, hearers })
  kept.current = { topics, hearers }
  const names = topics.map(({ name }) => name).join(',')

  useEffect(() => {
    let source: EventSource | undefined
    let beatAt = Date.now()
    let openedAt = Date.now()
    let brokenAt: number | null = null
    let checkedAt = Date.now()
    let cut = false
    let ended = false

    const heard = (event: MessageEvent<string>) => {
      beatAt = Date.now()
      brokenAt = null
      const server = readNow(event.data)
      if (server === undefined) return
      setState({ line: 'open', ahead: server - beatAt, heardAt: server })
    }
    const open = () => {
      source?.close()
      openedAt = Date.now()
      const mine = new EventSource(`/api/live?topics=${encodeURIComponent(names)}`)
      source = mine
      mine.addEventListener('hello', (event) => {
        const wasCut = cut
        cut = false
        heard(event)
        kept.current.hearers.askAgain(wasCut)
      })
      mine.addEventListener('beat', heard)
      mine.addEventListener('resync', () => kept.current.hearers.askAgain(false))
      mine.addEventListener('bye', () => {
        brokenAt ??= Date.now()
      })
      mine.addEventListener('error', () => {
        brokenAt ??= Date.now()
      })
      for (const { name, data } of kept.current.topics)
        mine.addEventListener(name, (event) => {
          beatAt = Date.now()
          const read = data.safeParse(readJson(event.data))
          if (read.success) kept.current.hearers.news(name, read.data as z.output<T['data']>)
        })
    }
    const check = () => {
      if (ended) return
      const now = Date.now()
      // the browser's clock was set back: what is counted from before goes back with it, else the line would seem to stand for as long
      const back = Math.min(0, now - checkedAt)
      checkedAt = now
      const moved = (at: number) => (at > now ? Math.min(at + back, now) : at)
      beatAt = moved(beatAt)
      openedAt = moved(openedAt)
      if (brokenAt !== null) brokenAt = moved(brokenAt)
      const silent = now - beatAt > silentAtMost
      const broken = brokenAt !== null && now - brokenAt > brokenAtMost
      if ((silent || broken) && !cut) {
        cut = true
        setState((before) => ({ ...before, line: 'cut' }))
      }
      const dead = source?.readyState === EventSource.CLOSED
      if ((cut || dead || silent) && now - openedAt > (dead ? tryEvery : attemptAtMost)) open()
    }
    open()
    const stop = everySecond(check)
    return () => {
      ended = true
      stop()
      source?.close()
    }
  }, [names])
  return state
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readNow(text: string): number | undefined {
  const said = readJson(text)
  if (typeof said !== 'object' || said === null || !('now' in said) || typeof said.now !== 'string') return undefined
  const at = Date.parse(said.now)
  return Number.isFinite(at) ? at : undefined
}

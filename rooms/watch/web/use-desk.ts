import { call, everySecond, type LiveState, useLive, useMay, useViewer } from '@yinqiao/kernel/web'
import type { z } from 'zod'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { AlarmNews, KeepDuty, ListOpenAlarms, MarkTold } from '../contract/alarm-signatures.ts'
import type { AlarmRow } from '../contract/alarm.ts'
import { SpooledNews } from '../contract/live.ts'
import { AnswerAlarms } from '../contract/permissions.ts'
import { stillAfterAnswer, stillSpooled } from '../rules/keep-spooled.ts'
import { type KnownAlarms, type Meanwhile, noAlarms, takeAnswer, takeNews } from '../rules/keep-alarms.ts'

export type Spooled = z.output<typeof SpooledNews.data>
interface OnDutyRow {
  readonly accountId: string
  readonly name: string
  readonly supervisor: boolean
}

/** What the desk knows and does in the background. */
export interface Desk {
  readonly rows: readonly AlarmRow[]
  readonly loaded: boolean
  /** The query could not be asked; the rows are the last known. */
  readonly problem: unknown
  readonly line: LiveState['line']
  readonly ahead: number
  /** The server's clock when the line was last heard of. */
  readonly heardAt: number | null
  readonly spooled: readonly Spooled[]
  readonly meanwhile: Meanwhile | null
  readonly forgetMeanwhile: () => void
  readonly onDuty: readonly OnDutyRow[]
  /** Alarms one held and holds no more, without having given them away. */
  readonly lost: readonly AlarmRow[]
  readonly forgetLost: () => void
  /** An alarm as a command answered it: known at once, before its news. */
  readonly take: (row: AlarmRow) => void
  /** Says that rows stand before the operator's eyes. */
  readonly see: (ids: readonly string[]) => void
}

const dutyEvery = 4
const askEvery = 60
/** Seconds after which a question that had no answer is asked again: what opened meanwhile is not on the desk and does not sound. */
const owedEvery = 5

/** Keeps the open alarms true: news, the query behind them, duty and claims, receipts. */
export function useDesk(supervisor: boolean): Desk {
  const may = useMay()
  const { accountId } = useViewer()
  const answers = may(AnswerAlarms.code)
  const [known, setKnown] = useState<KnownAlarms>(noAlarms)
  const [loaded, setLoaded] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const [spooled, setSpooled] = useState<readonly Spooled[]>([])
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null)
  const [onDuty, setOnDuty] = useState<readonly OnDutyRow[]>([])
  const [lost, setLost] = useState<readonly AlarmRow[]>([])
  const now = useRef({ known, supervisor })
  now.current.supervisor = supervisor
  const waiting = useRef<AlarmRow[]>([])
  const owed = useRef<{ readonly wasCut: boolean } | null>(null)
  const receipts = useRef({ delivered: new Set<string>(), seen: new Set<string>(), told: new Set<string>() })

  const put = useCallback((next: KnownAlarms) => {
    now.current.known = next
    setKnown(next)
  }, [])
  /** News of a storm are taken in together, a few times a second. */
  const flush = useCallback(() => {
    if (waiting.current.length === 0) return
    const rows = waiting.current
    waiting.current = []
    put(takeNews(now.current.known, rows))
  }, [put])

  const ask = useCallback(
    async (wasCut: boolean) => {
      flush()
      const asked = now.current.known
      const tell = wasCut || owed.current?.wasCut === true
      try {
        const { now: at, rows } = await call(ListOpenAlarms, {})
        flush()
        const taken = takeAnswer(now.current.known, asked, rows)
        put(taken.known)
        setProblem(null)
        setLoaded(true)
        owed.current = null
        setSpooled((before) => stillAfterAnswer(before, rows, Date.parse(at)))
        if (tell) setMeanwhile(taken.meanwhile)
      } catch (caught) {
        owed.current = { wasCut: tell }
        setProblem(caught)
      }
    },
    [flush, put],
  )
  const live = useLive([AlarmNews, SpooledNews], {
    news: (topic, data) => {
      if (topic === SpooledNews.name) {
        const one = SpooledNews.data.parse(data)
        setSpooled((before) => [...before.filter(({ key }) => key !== one.key), one].slice(-200))
        return
      }
      const row = AlarmNews.data.parse(data)
      waiting.current.push(row)
      if (waiting.current.length === 1) setTimeout(flush, 40)
      setSpooled((before) => stillSpooled(before, [row]))
    },
    askAgain: (wasCut) => void ask(wasCut),
  })

  const keepDuty = useCallback(
    async (ending = false) => {
      const mine = [...now.current.known.open.values()].filter((row) => row.ownerKind === 'operator' && row.ownerAccount === accountId)
      try {
        const answer = await call(KeepDuty, {
          claims: mine.slice(0, 200).map(({ id, fence }) => ({ id, fence })),
          supervisor: now.current.supervisor,
          ending,
        })
        setOnDuty(answer.onDuty)
        // a claim that this desk itself gave away in the meantime is not lost
        const gone = answer.lost.flatMap((id) => {
          const row = now.current.known.open.get(id)
          const claimed = mine.find((one) => one.id === id)
          return row && claimed && row.fence === claimed.fence && row.ownerAccount === accountId ? [row] : []
        })
        if (gone.length > 0) {
          setLost((before) => [...before.filter(({ id }) => !gone.some((row) => row.id === id)), ...gone])
          void ask(false)
        }
      } catch {
        // the line's own watch says when nothing is heard any more
      }
    },
    [accountId, ask],
  )
  const sendReceipts = useCallback(async () => {
    const { delivered, seen, told } = receipts.current
    for (const row of now.current.known.open.values())
      if ((row.ownerAccount === accountId || row.level <= 2) && !told.has(`${row.id}/${row.step}/${row.fence}`)) {
        told.add(`${row.id}/${row.step}/${row.fence}`)
        delivered.add(row.id)
      }
    if (delivered.size === 0 && seen.size === 0) return
    const some = [...delivered].slice(0, 100)
    const eyed = [...seen].slice(0, 100)
    try {
      await call(MarkTold, { delivered: some, seen: eyed })
      for (const id of some) delivered.delete(id)
      for (const id of eyed) seen.delete(id)
    } catch {
      // sent again with the next ones
    }
  }, [accountId])

  useEffect(() => {
    let second = 0
    let busy = false
    return everySecond(() => {
      second += 1
      if (answers && second % dutyEvery === 1) void keepDuty()
      if (second % (owed.current === null ? askEvery : owedEvery) === 0) void ask(false)
      if (busy) return
      busy = true
      void sendReceipts().finally(() => {
        busy = false
      })
    })
  }, [answers, ask, keepDuty, sendReceipts])
  useEffect(() => {
    if (answers) void keepDuty()
    return () => {
      if (answers) void keepDuty(true)
    }
  }, [answers, keepDuty])

  const seenBefore = useRef(new Set<string>())
  const see = useCallback((ids: readonly string[]) => {
    if (document.visibilityState !== 'visible') return
    for (const id of ids) {
      const row = now.current.known.open.get(id)
      const mark = row && `${id}/${row.step}/${row.fence}`
      if (mark === undefined || seenBefore.current.has(mark)) continue
      seenBefore.current.add(mark)
      receipts.current.seen.add(id)
    }
  }, [])
  const take = useCallback((row: AlarmRow) => put(takeNews(now.current.known, [row])), [put])
  const rows = useMemo(() => [...known.open.values()], [known])
  const forgetMeanwhile = useCallback(() => setMeanwhile(null), [])
  const forgetLost = useCallback(() => setLost([]), [])
  return {
    rows,
    loaded,
    problem,
    line: live.line,
    ahead: live.ahead,
    heardAt: live.heardAt,
    spooled,
    meanwhile,
    forgetMeanwhile,
    onDuty,
    lost,
    forgetLost,
    take,
    see,
  }
}

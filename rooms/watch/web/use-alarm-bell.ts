import { everySecond, signedOut } from '@yinqiao/kernel/web'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AlarmRow } from '../contract/alarm.ts'
import { mustSound, soundOf } from '../rules/order-alarms.ts'
import { plainTitleIn } from '../rules/read-title.ts'
import { type AlarmSound, openSound } from './alarm-sound.ts'
import type { Desk } from './use-desk.ts'

/** What the bell says of itself. */
export interface Bell {
  readonly runs: boolean
  readonly start: () => Promise<void>
  readonly test: () => Promise<void>
  /** Alarms that sound now. */
  readonly sounding: number
}

interface BellWords {
  readonly title: string
  readonly waiting: (n: number) => string
  readonly cut: string
  readonly ended: string
}

/**
 * Sounds while anything unclaimed and grave is open, when a pause of one's own ended, and when the line is cut. Also blinks the tab's title and, where the
 * browser may, notifies without naming anybody. The audio's state is looked at every second: a browser may stop it at any time.
 */
export function useAlarmBell(desk: Desk, isMine: (row: AlarmRow) => boolean, attended: string | null, words: BellWords): Bell {
  const [runs, setRuns] = useState(false)
  const [sounding, setSounding] = useState(0)
  const sound = useRef<AlarmSound | null>(null)
  const kept = useRef({ desk, isMine, words })
  kept.current = { desk, isMine, words }
  const before = useRef<ReadonlyMap<string, AlarmRow> | null>(null)
  const ringing = useRef(new Set<string>())
  const chime = useRef(false)

  useEffect(() => {
    const known = before.current
    before.current = new Map(desk.rows.map((row) => [row.id, row]))
    if (known === null || !desk.loaded) return
    for (const row of desk.rows) {
      const old = known.get(row.id)
      if (old?.snoozedUntil && row.snoozedUntil === null && row.fence === old.fence && isMine(row)) ringing.current.add(row.id)
      else if (old && old.version !== row.version && row.snoozedUntil !== null) ringing.current.delete(row.id)
      if (old && row.signals > old.signals && isMine(row)) chime.current = true
      if (!old && row.level <= 2 && document.visibilityState === 'hidden') notify(row)
    }
    for (const id of ringing.current) if (!before.current.has(id)) ringing.current.delete(id)
  }, [desk.rows, desk.loaded, isMine])
  useEffect(() => {
    if (attended) ringing.current.delete(attended)
  }, [attended])

  useEffect(() => {
    sound.current = openSound()
    let second = 0
    const stop = everySecond(() => {
      second += 1
      const { desk: now, words: say } = kept.current
      const at = Date.now() + now.ahead
      const loud = now.rows.filter((row) => mustSound(row, at) || ringing.current.has(row.id))
      setSounding(loud.length)
      setRuns(sound.current?.state() === 'running')
      const heard = {
        loud: loud.map(({ level }) => level),
        spooled: now.spooled.map((one) => one.at),
        cut: now.line === 'cut',
        chime: chime.current,
      }
      const pattern = soundOf(heard, at)
      chime.current = false
      if (pattern) sound.current?.play(pattern, second)
      const told = now.line === 'cut' ? say.cut : loud.length > 0 ? say.waiting(loud.length) : null
      document.title = told !== null && second % 2 === 0 ? `● ${told}` : say.title
    })
    let ended = false
    const lost = () => {
      ended = true
    }
    signedOut.addEventListener('signed-out', lost)
    return () => {
      stop()
      signedOut.removeEventListener('signed-out', lost)
      // the session ended under an open desk (its hours, a post that ended): who relies on the sound must hear that it is gone
      if (ended && sound.current !== null) ringOut(sound.current, kept.current.words.ended)
      else sound.current?.close()
      sound.current = null
    }
  }, [])

  const start = useCallback(async () => {
    await sound.current?.start()
    setRuns(sound.current?.state() === 'running')
    sound.current?.play('chime', 0)
    if (typeof Notification !== 'undefined' && Notification.permission === 'default')
      void Notification.requestPermission().catch(() => undefined)
  }, [])
  const test = useCallback(async () => {
    await sound.current?.start()
    setRuns(sound.current?.state() === 'running')
    sound.current?.play('grave', 0)
  }, [])
  return { runs, start, test, sounding }
}

const signsOfLife = ['pointerdown', 'pointermove', 'keydown'] as const

/** Sounds as a cut line does, and blinks the tab's title, until somebody moves or presses anything. */
function ringOut(sound: AlarmSound, word: string): void {
  let second = 0
  const stop = everySecond(() => {
    second += 1
    sound.play('cut', second)
    document.title = second % 2 === 0 ? word : `● ${word}`
  })
  const end = (event: Event) => {
    // browsers tell of a pointer that stands still when the page changes beneath it
    if (event instanceof PointerEvent && event.type === 'pointermove' && event.movementX === 0 && event.movementY === 0) return
    stop()
    sound.close()
    document.title = word
    for (const name of signsOfLife) window.removeEventListener(name, end)
  }
  for (const name of signsOfLife) window.addEventListener(name, end)
}

/** No name and no address: a notification may lie on a screen that others see. */
function notify(row: AlarmRow): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  try {
    // oxlint-disable-next-line no-new -- making it is showing it
    new Notification(plainTitleIn(document.documentElement.lang === 'en' ? 'en' : 'zh', row.title), {
      tag: row.id,
      requireInteraction: true,
    })
  } catch {
    // some browsers allow them from service workers only
  }
}

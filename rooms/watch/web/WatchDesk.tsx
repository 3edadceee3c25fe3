import { FilterSelect, useKept } from '@yinqiao/kernel/web'
import { useDivisionName } from '@yinqiao/places/web'
import { Button, Checkbox } from 'antd'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { isUnclaimed, orderAlarms } from '../rules/order-alarms.ts'
import { DeskBars } from './DeskBars.tsx'
import { DeskDialogs, type Dialog, type Opened } from './DeskDialogs.tsx'
import { Calm, DeskHead, typingAt } from './DeskHead.tsx'
import { DeskList } from './DeskList.tsx'
import { DeskMap } from './DeskMap.tsx'
import { useNow } from './clock-words.ts'
import { useDeskWords } from './desk-words.tsx'
import { SheetPane } from './SheetPane.tsx'
import { useAlarmActs } from './use-alarm-acts.ts'
import { useAlarmBell } from './use-alarm-bell.ts'
import { useDesk } from './use-desk.ts'
import type { AlarmRow } from '../contract/alarm.ts'
import './desk.css'

interface Filter {
  readonly whose: 'all' | 'mine' | 'free'
  readonly level: '1' | '2' | '3' | '4' | null
  readonly town: string | null
}

/** Puts the keyboard on the note of alarm `n`, as soon as its sheet stands. */
function focusNote(n: number, tries = 40): void {
  const note = document.querySelector<HTMLInputElement>(`[data-sheet="${n}"] :is([data-note] input, input[data-note])`)
  if (note) note.focus()
  else if (tries > 0) setTimeout(() => focusNote(n, tries - 1), 50)
}

/** The watch desk: the live list at the left, the sheet of one alarm at the right, everything by keyboard. */
export function WatchDesk() {
  const say = useDeskWords()
  const townName = useDivisionName()
  const [supervisor, setSupervisor] = useKept('watch-supervisor', false)
  const [filter, setFilter] = useKept<Filter>('watch-filter', { whose: 'all', level: null, town: null })
  const desk = useDesk(supervisor)
  const acts = useAlarmActs(desk.take)
  const now = useNow(desk.ahead)
  const [at, setAt] = useState<string | null>(null)
  const [opened, setOpened] = useState<string | null>(null)
  const [dialog, setDialog] = useState<Opened | null>(null)
  /** A dialog is about the alarm it was opened for, wherever the cursor goes and though the alarm leaves the list. */
  const ask = (which: Dialog, row: AlarmRow | null = null) => setDialog({ which, row })
  const [view, setView] = useState<'list' | 'map'>('list')
  const [needsSecond, setNeedsSecond] = useState(false)
  const bell = useAlarmBell(desk, acts.isMine, opened, {
    title: `${say('desk')} · 银桥`,
    waiting: (n) => say('unclaimedCount', { n }),
    cut: say('line_cut'),
    ended: say('sessionEnded'),
  })

  const { isMine } = acts
  const rows = useMemo(
    () =>
      desk.rows
        .filter(
          (row) =>
            (filter.level === null || String(row.level) === filter.level) &&
            (filter.town === null || row.divisionCode.startsWith(filter.town)) &&
            (filter.whose === 'all' || (filter.whose === 'mine' ? isMine(row) : isUnclaimed(row))),
        )
        .toSorted(orderAlarms),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `isMine` asks the account, which does not change on a screen
    [desk.rows, filter],
  )
  const open = useCallback((id: string) => {
    setAt(id)
    setOpened(id)
  }, [])
  const { see } = desk
  useEffect(() => {
    if (opened) see([opened])
  }, [opened, see, desk.rows])

  const current = desk.rows.find(({ id }) => id === at)
  const openedRow = desk.rows.find(({ id }) => id === opened)
  const move = (by: number) => {
    const place = rows.findIndex(({ id }) => id === at)
    const next = rows[Math.min(rows.length - 1, Math.max(0, place < 0 ? 0 : place + by))]
    if (next) setAt(next.id)
  }
  const press = (key: string): boolean => {
    if (key === 'j' || key === 'ArrowDown') move(1)
    else if (key === 'k' || key === 'ArrowUp') move(-1)
    else if (key === 'Home') setAt(rows[0]?.id ?? null)
    else if (key === 'End') setAt(rows.at(-1)?.id ?? null)
    else if (key === '?') ask('keys')
    else if (!current) return false
    else if (key === 'Enter') open(current.id)
    else if (!acts.may) return false
    else if (key === 'c') {
      open(current.id)
      if (!isMine(current) && current.state !== 'reviewing') void acts.claim(current)
    } else if (!isMine(current)) return false
    else if (key === 'n') {
      open(current.id)
      void acts.callNext(current)
    } else if (key === 'm') {
      open(current.id)
      focusNote(current.n)
    } else if (key === 's' || key === 'x') {
      open(current.id)
      ask(key === 's' ? 'snooze' : 'close', current)
    } else return false
    return true
  }
  const latest = useRef(press)
  latest.current = press
  useEffect(() => {
    const keys = (event: globalThis.KeyboardEvent) => {
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        typingAt(event.target) ||
        document.querySelector('.ant-modal-wrap:not([style*="none"])')
      )
        return
      const onButton = event.target instanceof Element && event.target.closest('a,button,[role=button]') !== null
      if (onButton && event.key === 'Enter') return
      // a key held down is one press: `n` would call everybody of the list
      if (event.repeat && !/^(j|k|Arrow(Up|Down))$/.test(event.key)) return
      if (!latest.current(event.key)) return
      // the shell has its own `?`
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', keys, true)
    return () => window.removeEventListener('keydown', keys, true)
  }, [])

  const towns = [...new Set(desk.rows.map(({ divisionCode }) => divisionCode.slice(0, 9)))].toSorted()
  return (
    <div className="yq-desk">
      <DeskHead desk={desk} sounding={bell.sounding} onTest={() => void bell.test()} soundRuns={bell.runs} onKeys={() => ask('keys')}>
        {acts.may ? (
          <>
            <Checkbox checked={supervisor} onChange={(event) => setSupervisor(event.target.checked)}>
              {say('iAmSupervisor')}
            </Checkbox>
            <Button onClick={() => ask('raise')}>{say('raise')}</Button>
          </>
        ) : null}
      </DeskHead>
      <DeskBars
        desk={desk}
        soundRuns={bell.runs}
        onSound={() => void bell.start()}
        onOpen={open}
        onClaim={(row) => {
          desk.forgetLost()
          open(row.id)
          void acts.claim(desk.rows.find(({ id }) => id === row.id) ?? row)
        }}
      />
      <div className="yq-desk-halves">
        <section className="yq-desk-left" aria-label={say('openAlarms')}>
          <div className="yq-bar yq-desk-filters">
            <span role="group" aria-label={say('filters')} className="yq-desk-whose">
              {(['all', 'free', 'mine'] as const).map((whose) => (
                <button key={whose} type="button" aria-pressed={filter.whose === whose} onClick={() => setFilter({ ...filter, whose })}>
                  {say(whose)}
                </button>
              ))}
            </span>
            <FilterSelect
              label={say('level')}
              any={say('anyLevel')}
              value={filter.level}
              onChange={(level) => setFilter({ ...filter, level })}
              options={(['1', '2', '3', '4'] as const).map((value) => ({ value, label: say(`level_${value}`) }))}
              width={92}
            />
            <FilterSelect
              label={say('town')}
              any={say('anyTown')}
              value={filter.town}
              onChange={(town) => setFilter({ ...filter, town })}
              options={towns.map((value) => ({ value, label: townName(value) ?? value }))}
              width={112}
            />
            <span className="yq-list-space" />
            <Button size="small" type="text" onClick={() => setView(view === 'list' ? 'map' : 'list')}>
              {say(view === 'list' ? 'map' : 'list')}
            </Button>
          </div>
          {view === 'map' ? (
            <DeskMap rows={rows} chosen={at} onChoose={open} />
          ) : rows.length === 0 ? (
            <Calm desk={desk} />
          ) : (
            <DeskList
              rows={rows}
              now={now}
              at={at}
              opened={opened}
              townName={(code) => townName(code) ?? code}
              onPick={open}
              onKey={(event: KeyboardEvent) => event.key === ' ' && event.preventDefault()}
              onSee={see}
            />
          )}
          {desk.rows.length >= 5000 ? <p className="yq-deskbar yq-deskbar-due">{say('cutOff')}</p> : null}
        </section>
        <section className="yq-desk-right" aria-label={say('handover')}>
          {opened === null ? (
            <p className="yq-desk-none">
              {say('noRow')}
              <small>{say('noRowHint')}</small>
            </p>
          ) : (
            <SheetPane key={opened} id={opened} row={openedRow} now={now} acts={acts} onDialog={ask} onNeedsSecond={setNeedsSecond} />
          )}
        </section>
      </div>
      <DeskDialogs
        opened={dialog && { ...dialog, row: desk.rows.find(({ id }) => id === dialog.row?.id) ?? dialog.row }}
        needsSecond={needsSecond}
        acts={acts}
        onRaised={(row) => {
          desk.take(row)
          open(row.id)
        }}
        onEnd={() => setDialog(null)}
      />
    </div>
  )
}

import { Empty, ErrorView, Loading, StateTag } from '@yinqiao/kernel/web'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { isUnclaimed } from '../rules/order-alarms.ts'
import { LevelMark, useDeskWords } from './desk-words.tsx'
import type { Desk } from './use-desk.ts'

interface DeskHeadProps {
  readonly desk: Desk
  readonly sounding: number
  readonly soundRuns: boolean
  readonly onTest: () => void
  readonly onKeys: () => void
  readonly children: ReactNode
}

/** How it stands at one look: open alarms by level, how many wait, who is here, whether the line and the sound live. */
export function DeskHead({ desk, sounding, soundRuns, onTest, onKeys, children }: DeskHeadProps) {
  const say = useDeskWords()
  return (
    <header className="yq-desk-head">
      <h1>{say('desk')}</h1>
      <ul className="yq-desk-counts">
        {[1, 2, 3, 4].map((level) => {
          const open = desk.rows.filter((row) => row.level === level)
          const free = open.filter(isUnclaimed).length
          return (
            <li key={level} data-free={free > 0}>
              <LevelMark level={level} />
              <strong>{open.length.toLocaleString()}</strong>
              <small>{free > 0 && level <= 2 ? say('freeCount', { n: free.toLocaleString() }) : ''}</small>
            </li>
          )
        })}
      </ul>
      <p className="yq-desk-duty" title={desk.onDuty.map(({ name }) => name).join('、')}>
        {desk.onDuty.length === 0
          ? say('nobodyOnDuty')
          : `${say('onDuty')} ${desk.onDuty.map(({ name, supervisor }) => (supervisor ? `${name}（${say('supervisor')}）` : name)).join('、')}`}
      </p>
      <span className="yq-list-space" />
      <span data-line={desk.line}>
        <StateTag tone={desk.line === 'open' ? 'good' : desk.line === 'cut' ? 'alert' : 'idle'} word={say(`line_${desk.line}`)} />
      </span>
      <Button type="text" size="small" onClick={onTest} data-sound={soundRuns} data-sounding={sounding}>
        {say('testSound')}
      </Button>
      {children}
      <Button type="text" size="small" onClick={onKeys}>
        {say('keys')} <kbd>?</kbd>
      </Button>
    </header>
  )
}

/** Nothing to do: said only when it is true, not while the answer is on its way or the line is cut. */
export function Calm({ desk }: { readonly desk: Desk }) {
  const say = useDeskWords()
  if (desk.rows.length > 0) return <Empty title={say('noneFiltered')} />
  if (desk.loaded)
    return desk.line === 'open' ? <Empty title={say('noAlarms')} hint={say('noAlarmsHint')} /> : <Empty title={say(`line_${desk.line}`)} />
  if (desk.problem !== null) return <ErrorView problem={desk.problem} />
  return <Loading lines={6} />
}

/** Whether keys are text there. */
export function typingAt(target: EventTarget | null): boolean {
  // a box that was ticked keeps the focus and takes no text
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return false
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

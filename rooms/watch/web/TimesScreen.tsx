import { Answer, DayField, DrillNumber, PageFrame, Sheet, todayHere, useKept, useMay, useQuery } from '@yinqiao/kernel/web'
import type { Output } from '@yinqiao/kernel/contract'
import { GetAnswerTimes } from '../contract/alarm-signatures.ts'
import { useSpan } from './clock-words.ts'
import { ReadAlarms } from '../contract/permissions.ts'
import { useDeskWords } from './desk-words.tsx'
import './desk.css'

type Times = Output<typeof GetAnswerTimes>

/** Start of a day in the district as an instant; `by` days on. */
function startOf(day: string, by = 0): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + by * 86_400_000).toISOString()
}

function daysAgo(n: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() - n * 86_400_000)
}

/** What of the list a number counts; which list it is depends on who looks. */
function rowsAt(conditions: Readonly<Record<string, string>>): string {
  return new URLSearchParams({ ...conditions, urgent: 'true' }).toString()
}

/** How fast alarms are answered; every number opens to the alarms it counts, or to those that missed. */
export function TimesScreen() {
  const say = useDeskWords()
  const [period, setPeriod] = useKept('answer-times', { from: daysAgo(29), to: todayHere() })
  const range = { from: startOf(period.from), to: startOf(period.to, 1) }
  const answer = useQuery(GetAnswerTimes, range, { refreshSeconds: 60 })
  return (
    <PageFrame
      title={say('times')}
      lead={say('timesLead')}
      acts={
        <>
          <DayField
            filter
            aria-label={say('timesFrom')}
            value={period.from}
            onChange={(from) => (from ? setPeriod({ ...period, from }) : undefined)}
          />
          <DayField
            filter
            aria-label={say('timesTo')}
            value={period.to}
            onChange={(to) => (to ? setPeriod({ ...period, to }) : undefined)}
          />
        </>
      }
    >
      <Answer of={answer}>
        {(times) => (
          <>
            <Shares times={times} range={range} />
            <div className="yq-columns">
              <ByTown times={times} range={range} />
              <ByCause times={times} range={range} />
            </div>
          </>
        )}
      </Answer>
    </PageFrame>
  )
}

/** A number that opens to its alarms; for who may not see persons to their town, kind and times. */
function Opens({ value, label, to }: { readonly value: number; readonly label?: string; readonly to: string }) {
  const may = useMay()(ReadAlarms.code)
  return <DrillNumber value={value} to={`${may ? '/watch/alarms' : '/watch/counted'}?${to}`} {...(label ? { label } : {})} />
}

type Range = { readonly from: string; readonly to: string }

function Shares({ times, range }: { readonly times: Times; readonly range: Range }) {
  const say = useDeskWords()
  const span = useSpan()
  const share = (part: number, whole: number) => (whole === 0 ? say('nothingCounted') : `${((part / whole) * 100).toFixed(1)}%`)
  const cards = [
    { title: say('within60'), part: times.answered60, whole: times.alarms, late: 'answer-60', foot: say('ofAll', { n: times.alarms }) },
    { title: say('within180'), part: times.answered180, whole: times.alarms, late: 'answer-180', foot: say('ofAll', { n: times.alarms }) },
    {
      title: say('arrival45'),
      part: times.arrived45,
      whole: times.dispatched,
      late: 'arrival-45',
      foot: say('ofDispatched', { n: times.dispatched }),
    },
    {
      title: say('arrival60'),
      part: times.arrived60,
      whole: times.dispatched,
      late: 'arrival-60',
      foot: say('ofDispatched', { n: times.dispatched }),
    },
  ]
  return (
    <Sheet>
      <ul className="yq-times">
        <li>
          <span>{say('counted')}</span>
          <Opens value={times.alarms} to={rowsAt(range)} />
          <small>
            {say('stillOpen')} {times.open}
          </small>
        </li>
        {cards.map(({ title, part, whole, late, foot }) => (
          <li key={late}>
            <span>{title}</span>
            <strong>{share(part, whole)}</strong>
            <small>
              {foot} · <Opens value={whole - part} label={say('missed')} to={rowsAt({ ...range, late })} />
            </small>
          </li>
        ))}
        <li>
          <span>{say('medianAnswer')}</span>
          <strong>{times.medianAnswerSeconds === null ? say('nothingCounted') : span(times.medianAnswerSeconds * 1000)}</strong>
        </li>
        <li>
          <span>{say('medianArrival')}</span>
          <strong>{times.medianArrivalMinutes === null ? say('nothingCounted') : span(times.medianArrivalMinutes * 60_000)}</strong>
        </li>
      </ul>
    </Sheet>
  )
}

function ByTown({ times, range }: { readonly times: Times; readonly range: Range }) {
  const say = useDeskWords()
  return (
    <Sheet title={say('byTown')} flush>
      <table className="yq-table">
        <thead>
          <tr>
            <th scope="col">{say('town')}</th>
            <th scope="col" className="yq-numeric">
              {say('counted')}
            </th>
            <th scope="col" className="yq-numeric">
              {say('late_answer-60')}
            </th>
            <th scope="col" className="yq-numeric">
              {say('late_answer-180')}
            </th>
          </tr>
        </thead>
        <tbody>
          {times.byTown.map((town) => (
            <tr key={town.code}>
              <th scope="row">{town.name}</th>
              <td className="yq-numeric">
                <Opens value={town.alarms} to={rowsAt({ ...range, town: town.code })} />
              </td>
              {(['answer-60', 'answer-180'] as const).map((late) => (
                <td key={late} className="yq-numeric">
                  <Opens
                    value={town.alarms - (late === 'answer-60' ? town.answered60 : town.answered180)}
                    to={rowsAt({ ...range, town: town.code, late })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

function ByCause({ times, range }: { readonly times: Times; readonly range: Range }) {
  const say = useDeskWords()
  return (
    <Sheet title={say('byCause')} flush>
      <table className="yq-table">
        <thead>
          <tr>
            <th scope="col">{say('closeAs')}</th>
            <th scope="col" className="yq-numeric">
              {say('counted')}
            </th>
            <th scope="col" className="yq-numeric">
              {say('share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {times.byCloseCause.map(({ cause, alarms }) => (
            <tr key={cause ?? 'open'}>
              <th scope="row">{say(`close_${cause ?? 'open'}`)}</th>
              <td className="yq-numeric">
                <Opens value={alarms} to={rowsAt({ ...range, ...(cause === null ? { state: 'open' } : { closeCause: cause }) })} />
              </td>
              <td className="yq-numeric">{times.alarms === 0 ? '—' : `${((alarms / times.alarms) * 100).toFixed(1)}%`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  )
}

import { type Column, DataList, FilterSelect, PageFrame, StateTag, useDays, useKept, useMay } from '@yinqiao/kernel/web'
import { AnswerLimit } from '../contract/answer-limit.ts'
import { useDivisionName } from '@yinqiao/places/web'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { ListAlarms } from '../contract/alarm-signatures.ts'
import { type AlarmRow, Cause, CloseCause } from '../contract/alarm.ts'
import { ReadSheets } from '../contract/permissions.ts'
import { useClockTime, useSpan } from './clock-words.ts'
import { LevelMark, stateTone, subjectOf, useAlarmTitle, useDeskWords } from './desk-words.tsx'

const Filter = z.object({
  search: z.string().default(''),
  cause: Cause.nullable().default(null),
  state: z.enum(['open', 'closed']).nullable().default(null),
  closeCause: CloseCause.nullable().default(null),
  level: z
    .preprocess((value) => (typeof value === 'number' ? String(value) : value), z.enum(['1', '2', '3', '4']))
    .nullable()
    .default(null),
  late: AnswerLimit.nullable().default(null),
  from: z.string().nullable().default(null),
  to: z.string().nullable().default(null),
  rule: z.string().nullable().default(null),
  // an address made of digits alone arrives as a number
  model: z
    .union([z.string(), z.number().transform(String)])
    .nullable()
    .default(null),
  divisionCode: z.coerce.string().nullable().default(null),
  town: z.coerce.string().nullable().default(null),
  urgent: z.boolean().nullable().default(null),
  standing: z.boolean().nullable().default(null),
})
type Filter = z.infer<typeof Filter>
const all = Filter.parse({})

/** The conditions an address may carry: a number of the report opens to exactly its rows. Search words never stand in an address. */
const InAddress = Filter.omit({ search: true }).partial()

/** Past and open alarms with what became of them. */
export function AlarmsScreen() {
  const say = useDeskWords()
  const title = useAlarmTitle()
  const may = useMay()
  const navigate = useNavigate()
  const time = useClockTime()
  const { day } = useDays()
  const span = useSpan()
  const townName = useDivisionName()
  const asked: unknown = useSearch({ strict: false })
  const [filter, setFilter] = useKept<Filter>('alarms', all)
  const address = JSON.stringify(asked ?? {})
  const [taken, setTaken] = useState('{}')
  useEffect(() => {
    if (address === taken) return
    setTaken(address)
    const read = InAddress.safeParse(JSON.parse(address))
    if (read.success && Object.keys(read.data).length > 0) setFilter({ ...all, ...dropMissing(read.data) })
  }, [address, taken, setFilter])
  const set = (part: Partial<Filter>) => setFilter({ ...filter, ...part })
  const took = (from: string | null, to: string | null) => (from && to ? span(Date.parse(to) - Date.parse(from)) : null)
  const columns: readonly Column<AlarmRow>[] = [
    { key: 'n', title: say('number'), width: 72, text: (row) => row.n, render: (row) => row.n },
    {
      key: 'level',
      title: say('level'),
      width: 84,
      text: (row) => say(`level_${row.level as 1}`),
      render: (row) => <LevelMark level={row.level} />,
    },
    {
      key: 'title',
      title: say('title'),
      text: (row) => title(row.title),
      render: (row) => (
        <>
          {title(row.title)}
          {row.homes === null ? null : ` · ${say('homesN', { n: row.homes })}`}
        </>
      ),
    },
    { key: 'who', title: say('subject'), text: (row) => subjectOf(row), render: (row) => subjectOf(row) },
    {
      key: 'opened',
      title: say('opened'),
      text: (row) => row.openedAt,
      render: (row) => <span className="yq-nowrap">{time(row.openedAt)}</span>,
    },
    {
      key: 'answered',
      title: say('answeredAfter'),
      text: (row) => took(row.openedAt, row.answeredAt),
      render: (row) => took(row.openedAt, row.answeredAt) ?? '—',
    },
    {
      key: 'arrived',
      title: say('arrivedAfter'),
      text: (row) => took(row.dispatchedAt, row.arrivedAt),
      render: (row) => took(row.dispatchedAt, row.arrivedAt) ?? '—',
    },
    {
      key: 'state',
      title: say('state'),
      width: 96,
      text: (row) => say(`state_${row.state}`),
      render: (row) => <StateTag tone={stateTone[row.state]} word={say(`state_${row.state}`)} />,
    },
    {
      key: 'close',
      title: say('closeAs'),
      width: 88,
      text: (row) => (row.closeCause ? say(`close_${row.closeCause}`) : ''),
      render: (row) => (row.closeCause ? say(`close_${row.closeCause}`) : '—'),
    },
  ]
  const filtered = JSON.stringify(filter) !== JSON.stringify(all)
  return (
    <PageFrame title={say('alarms')} lead={say('alarmsLead')}>
      <DataList
        name="alarms"
        title={say('alarms')}
        signature={ListAlarms}
        input={{
          ...(filter.search ? { search: filter.search } : {}),
          ...(filter.cause ? { cause: filter.cause } : {}),
          ...(filter.state ? { state: filter.state } : {}),
          ...(filter.closeCause ? { closeCause: filter.closeCause } : {}),
          ...(filter.level ? { level: Number(filter.level) } : {}),
          ...(filter.late ? { late: filter.late } : {}),
          ...(filter.from ? { from: filter.from } : {}),
          ...(filter.to ? { to: filter.to } : {}),
          ...(filter.rule ? { rule: filter.rule } : {}),
          // '' is the model that is not recorded
          ...(filter.model !== null ? { model: filter.model } : {}),
          ...(filter.divisionCode ? { divisionCode: filter.divisionCode } : {}),
          ...(filter.town ? { town: filter.town } : {}),
          ...(filter.urgent ? { urgent: true } : {}),
          ...(filter.standing ? { standing: true } : {}),
        }}
        columns={columns}
        rowKey={(row) => row.id}
        {...(may(ReadSheets.code) ? { rowTo: (row: AlarmRow) => `/watch/handover/${row.id}` } : {})}
        search={{ value: filter.search, set: (search) => set({ search }), placeholder: say('searchAlarms') }}
        onClear={
          filtered
            ? () => {
                setFilter(all)
                void navigate({ to: '/watch/alarms' })
              }
            : undefined
        }
        filters={
          <>
            <FilterSelect
              label={say('level')}
              any={say('level')}
              value={filter.level}
              onChange={(level) => set({ level })}
              options={(['1', '2', '3', '4'] as const).map((value) => ({ value, label: say(`level_${value}`) }))}
              width={92}
            />
            <FilterSelect
              label={say('anyCause')}
              any={say('anyCause')}
              value={filter.cause}
              onChange={(cause) => set({ cause })}
              options={Cause.options.map((value) => ({ value, label: say(`cause_${value}`) }))}
              width={112}
            />
            <FilterSelect
              label={say('anyState')}
              any={say('anyState')}
              value={filter.state}
              onChange={(state) => set({ state })}
              options={[
                { value: 'open' as const, label: say('isOpen') },
                { value: 'closed' as const, label: say('isClosed') },
              ]}
              width={116}
            />
            <FilterSelect
              label={say('anyClose')}
              any={say('anyClose')}
              value={filter.closeCause}
              onChange={(closeCause) => set({ closeCause })}
              options={CloseCause.options.map((value) => ({ value, label: say(`close_${value}`) }))}
              width={112}
            />
            <FilterSelect
              label={say('anyLate')}
              any={say('anyLate')}
              value={filter.late}
              onChange={(late) => set({ late })}
              options={AnswerLimit.options.map((value) => ({ value, label: say(`late_${value}`) }))}
              width={156}
            />
            {filter.divisionCode ? (
              <Button type="text" onClick={() => set({ divisionCode: null })}>
                {townName(filter.divisionCode)} ✕
              </Button>
            ) : null}
            {filter.town ? (
              <Button type="text" onClick={() => set({ town: null })}>
                {townName(filter.town)} ✕
              </Button>
            ) : null}
            {filter.standing ? (
              <Button type="text" onClick={() => set({ standing: null })}>
                {say('standingOnly')} ✕
              </Button>
            ) : null}
            {filter.urgent ? (
              <Button type="text" onClick={() => set({ urgent: null })}>
                {say('urgentOnly')} ✕
              </Button>
            ) : null}
            {filter.from || filter.to ? (
              <Button type="text" onClick={() => set({ from: null, to: null })}>
                {filter.from ? day(dayOf(filter.from)) : ''} – {filter.to ? day(dayOf(filter.to, -1)) : ''} ✕
              </Button>
            ) : null}
          </>
        }
      />
    </PageFrame>
  )
}

/** The day in the district that an instant lies in, moved by some milliseconds. */
function dayOf(instant: string, by = 0): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.parse(instant) + by)
}

function dropMissing(part: z.infer<typeof InAddress>): Partial<Filter> {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
}

import { type Column, DataList, PageFrame, StateTag } from '@yinqiao/kernel/web'
import { useDivisionName } from '@yinqiao/places/web'
import { Link, useSearch } from '@tanstack/react-router'
import { z } from 'zod'
import { ListCountedAlarms } from '../contract/alarm-signatures.ts'
import type { CountedAlarm } from '../contract/alarm.ts'
import { useClockTime, useSpan } from './clock-words.ts'
import { LevelMark, stateTone, useDeskWords } from './desk-words.tsx'

/** What an address may ask; a part that is none is left out. An address made of digits alone arrives as a number. */
const Asked = ListCountedAlarms.input
  .pick({ state: true, closeCause: true, level: true, from: true, to: true, urgent: true, late: true })
  .extend({
    divisionCode: z.coerce.string().max(9).optional(),
    town: z.coerce.string().max(9).optional(),
    level: z.coerce.number().int().min(1).max(4).optional(),
  })

/** The alarms a number is made of, for who sees numbers and no persons: town, kind and times. */
export function CountedScreen() {
  const say = useDeskWords()
  const time = useClockTime()
  const span = useSpan()
  const townName = useDivisionName()
  const read = Asked.safeParse(useSearch({ strict: false }))
  const took = (from: string | null, to: string | null) => (from && to ? span(Date.parse(to) - Date.parse(from)) : null)
  const columns: readonly Column<CountedAlarm>[] = [
    { key: 'n', title: say('number'), width: 72, text: (row) => row.n, render: (row) => row.n },
    {
      key: 'level',
      title: say('level'),
      width: 92,
      text: (row) => say(`level_${row.level as 1}`),
      render: (row) => <LevelMark level={row.level} />,
    },
    { key: 'cause', title: say('title'), text: (row) => say(`cause_${row.cause}`), render: (row) => say(`cause_${row.cause}`) },
    { key: 'town', title: say('town'), text: (row) => townName(row.townCode), render: (row) => townName(row.townCode) },
    { key: 'opened', title: say('opened'), text: (row) => row.openedAt, render: (row) => time(row.openedAt) },
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
      width: 96,
      text: (row) => (row.closeCause ? say(`close_${row.closeCause}`) : ''),
      render: (row) => (row.closeCause ? say(`close_${row.closeCause}`) : '—'),
    },
  ]
  return (
    <PageFrame title={say('countedAlarms')} lead={say('countedLead')} acts={<Link to="/watch/answer-times">{say('times')}</Link>}>
      <DataList
        name="counted-alarms"
        title={say('countedAlarms')}
        signature={ListCountedAlarms}
        input={read.success ? read.data : {}}
        columns={columns}
        rowKey={(row) => String(row.n)}
      />
    </PageFrame>
  )
}

import type { Output } from '@yinqiao/kernel/contract'
import { type Column, StateTag, type Tone, useDays, useNames, useSay, useWords } from '@yinqiao/kernel/web'
import type { Field } from '../contract/field.ts'
import type { RecordKind } from '../contract/record-kind.ts'
import type { ListRecords } from '../contract/signatures.ts'
import { en } from './en.ts'
import { sumEvidence } from './evidence-sum.ts'
import { FieldValue, useFieldText } from './FieldValue.tsx'
import { lastDay } from './read-versions.ts'
import { writeMoney } from './read-money.ts'
import { showWan } from './show-wan.ts'
import { headingOf, placeHeading } from './table-headings.ts'
import { zh } from './zh.ts'

export type HeadView = Output<typeof ListRecords>['rows'][number]

/** The day of an instant in the district, YYYY-MM-DD: short enough for a column. */
const dayHere = (instant: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.parse(instant))

/** Whether a record is true today. */
export function standOf(row: Pick<HeadView, 'voided' | 'validFrom' | 'validTo'>, today: string) {
  if (row.voided) return { word: 'state_voided', tone: 'alert' } as const
  if (row.validTo !== null && row.validTo <= today) return { word: 'state_ended', tone: 'idle' } as const
  if (row.validFrom > today) return { word: 'state_future', tone: 'due' } as const
  return { word: 'state_inForce', tone: 'good' } as const satisfies { word: string; tone: Tone }
}

/** The columns of a register's list and export: on screen the listed fields, in the export all, under the headings an import knows. */
export function useRecordColumns(kind: RecordKind, today: string): readonly Column<HeadView>[] {
  const say = useWords(zh, en)
  const title = useSay()
  const { moment } = useDays()
  const { division: divisionName } = useNames()
  const text = useFieldText()
  const plain = (field: Field, row: HeadView): string | number | null => {
    const value = row.values[field.key]
    if (value === undefined || value === null) return null
    if (typeof value === 'number') return field.type === 'money' ? writeMoney(value, 'wan') : value
    if (field.type === 'day' && typeof value === 'string') return value
    if ((field.type === 'ref' || field.type === 'record') && typeof value === 'string') return row.names[value] ?? value
    return text(field, value)
  }
  const columnOf = (field: Field): Column<HeadView> => ({
    key: field.key,
    title: field.type === 'money' ? headingOf(field) : title(field.title),
    text: (row) => plain(field, row),
    numeric: field.type === 'money' || field.type === 'integer' || field.type === 'number',
    render: (row) => {
      const value = row.values[field.key]
      if (field.key === kind.name)
        return (
          <>
            {row.title} {row.synthetic ? <span className="yq-tag">{say('synthetic')}</span> : null}
          </>
        )
      if (field.type === 'money' && typeof value === 'number') return <span className="yq-figures">{showWan(value)}</span>
      if (field.type === 'day' && typeof value === 'string') return <span className="yq-nowrap">{value}</span>
      return <FieldValue field={field} value={value} nameOf={(_, id) => row.names[id]} />
    },
  })
  const isShown = (field: Field) => field.key === kind.name || field.listed === true
  const shown = kind.fields.filter(isShown).toSorted((a, b) => Number(b.key === kind.name) - Number(a.key === kind.name))
  return [
    ...shown.map(columnOf),
    {
      key: 'place',
      title: say('place'),
      render: (row) => (
        <span className="yq-nowrap">{divisionName(row.divisionCode) ?? <span className="yq-unknown">{say('unknown')}</span>}</span>
      ),
    },
    { key: 'place-code', title: placeHeading, exportOnly: true, text: (row) => row.divisionCode, render: () => null },
    {
      key: 'stand',
      title: say('show'),
      width: 100,
      text: (row) => say(standOf(row, today).word),
      render: (row) => {
        const { tone, word } = standOf(row, today)
        return <StateTag tone={tone} word={say(word)} />
      },
    },
    ...(kind.evidence.length === 0
      ? []
      : [
          {
            key: 'evidence',
            title: say('evidence'),
            width: 120,
            text: (row: HeadView) => evidenceWord(row),
            render: (row: HeadView) => <StateTag tone={sumEvidence(kind.evidence, row.evidence).tone} word={evidenceWord(row)} />,
          },
        ]),
    {
      key: 'recorded',
      title: say('recorded'),
      width: 110,
      text: (row) => row.recordedAt,
      render: (row) => (
        <span className="yq-faint yq-nowrap" title={`${moment(row.recordedAt)} · ${row.recordedBy}`}>
          {dayHere(row.recordedAt)}
        </span>
      ),
    },
    ...kind.fields
      .filter((field) => !isShown(field))
      .map((field) => ({ ...columnOf(field), key: `all-${field.key}`, title: headingOf(field), exportOnly: true })),
    { key: 'from', title: say('validFrom'), exportOnly: true, text: (row) => row.validFrom, render: () => null },
    {
      key: 'to',
      title: say('validTo'),
      exportOnly: true,
      text: (row) => (row.validTo === null ? null : lastDay(row.validTo)),
      render: () => null,
    },
    {
      key: 'synthetic',
      title: say('synthetic'),
      exportOnly: true,
      text: (row) => (row.synthetic ? zh.synthetic : null),
      render: () => null,
    },
  ]

  function evidenceWord(row: HeadView): string {
    const sum = sumEvidence(kind.evidence, row.evidence)
    return say(`ev_${sum.state}`, { n: sum.accepted, of: sum.slots })
  }
}

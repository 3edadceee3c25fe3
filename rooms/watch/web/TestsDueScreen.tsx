import { type Column, DataList, PageFrame, StateTag, useDays, useKept, useMay, useWords } from '@yinqiao/kernel/web'
import { DivisionPicker } from '@yinqiao/places/web'
import { EditDevices, ListTestsDue } from '@yinqiao/watch/contract'
import { Link } from '@tanstack/react-router'
import { deviceEn } from './device-en.ts'
import type { TestDue } from './device-words.ts'
import { deviceZh } from './device-zh.ts'
import { TestActs } from './TestActs.tsx'
import './devices.css'

/** Devices whose test call is due: call, listen, record. */
export function TestsDueScreen() {
  const say = useWords(deviceZh, deviceEn)
  const may = useMay()
  const { moment, day } = useDays()
  const [under, setUnder] = useKept<string | null>('watch-tests', null)
  const columns: readonly Column<TestDue>[] = [
    {
      key: 'device',
      title: say('device'),
      text: (row) => `${say(`kind_${row.kind}`)} ${row.serial}`,
      render: (row) => (
        <Link to={`/watch/devices/${row.id}`}>
          {say(`kind_${row.kind}`)} <span className="yq-figures">{row.serial}</span>
        </Link>
      ),
    },
    {
      key: 'holder',
      title: say('holder'),
      text: (row) => (row.holder ? `${row.holder.homeName} · ${row.holder.elderName ?? say('wholeHome')}` : ''),
      render: (row) =>
        row.holder ? (
          <Link to={`/watch/homes/${row.holder.homeId}`}>
            {row.holder.homeName} · {row.holder.elderName ?? say('wholeHome')}
          </Link>
        ) : null,
    },
    { key: 'division', title: say('division'), text: (row) => row.divisionName, render: (row) => row.divisionName },
    {
      key: 'tested',
      title: say('testedAt'),
      text: (row) => row.testedAt,
      render: (row) => (row.testedAt === null ? <span className="yq-unknown">{say('never')}</span> : moment(row.testedAt)),
    },
    {
      key: 'due',
      title: say('testDueOn'),
      width: 136,
      text: (row) => row.testDueOn,
      render: (row) => (row.testDueOn ? day(row.testDueOn) : null),
    },
    {
      key: 'overdue',
      title: say('overdue'),
      width: 96,
      text: (row) => row.overdueDays,
      render: (row) =>
        row.overdueDays <= 0 ? (
          say('today')
        ) : (
          <StateTag tone={row.overdueDays > 7 ? 'alert' : 'due'} word={say('overdueN', { n: row.overdueDays })} />
        ),
    },
    { key: 'acts', title: '', text: () => '', render: (row) => <TestActs brief device={row} edits={may(EditDevices.code)} /> },
  ]
  return (
    <PageFrame title={say('testsDue')} lead={say('testsLead')}>
      <DataList
        name="watch-tests"
        title={say('testsDue')}
        signature={ListTestsDue}
        input={{ under }}
        columns={columns}
        rowKey={(row) => row.id}
        onClear={under === null ? undefined : () => setUnder(null)}
        empty={{ title: say('noTests') }}
        filters={<DivisionPicker filter value={under} onChange={setUnder} />}
      />
    </PageFrame>
  )
}

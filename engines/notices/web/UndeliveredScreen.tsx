import { ListFailed, type NoticeView } from '@yinqiao/notices/contract'
import { type Column, DataList, FilterSelect, PageFrame, StateTag, useDays, useKept, useWords } from '@yinqiao/kernel/web'
import { en } from './en.ts'
import { useNoticeWords } from './notice-words.ts'
import { zh } from './zh.ts'

type Row = NoticeView & { readonly resent: boolean }
const channels: readonly NoticeView['channel'][] = ['push', 'mail', 'sms', 'voice']

/** Whom no way reached, the newest first. */
export function UndeliveredScreen() {
  const say = useWords(zh, en)
  const { moment } = useDays()
  const words = useNoticeWords()
  const [channel, setChannel] = useKept<NoticeView['channel'] | null>('undelivered-channel', null)
  const since = (row: Row) => row.failedAt ?? row.sentAt ?? row.queuedAt
  const columns: readonly Column<Row>[] = [
    {
      key: 'title',
      title: say('title'),
      text: (row) => row.title,
      render: (row) => (
        <>
          {row.title}
          {row.resent ? <span className="yq-tag yq-tag-beside">{say('resent')}</span> : null}
        </>
      ),
    },
    {
      key: 'to',
      title: say('to'),
      width: 130,
      text: (row) => row.name,
      render: (row) => row.name ?? <span className="yq-unknown">{say('unknown')}</span>,
    },
    {
      key: 'address',
      title: say('address'),
      width: 150,
      text: (row) => row.address,
      render: (row) => <span className="yq-figures">{row.address ?? '—'}</span>,
    },
    {
      key: 'channel',
      title: say('channel'),
      width: 100,
      text: (row) => words.channel(row.channel),
      render: (row) => words.channel(row.channel),
    },
    {
      key: 'state',
      title: say('state'),
      width: 150,
      text: (row) => words.state(row.state),
      render: (row) => <StateTag tone={words.tone(row.state)} word={words.state(row.state)} />,
    },
    {
      key: 'reason',
      title: say('reason'),
      text: (row) => words.reason(row.failureReason),
      render: (row) => words.reason(row.failureReason) ?? <span className="yq-faint">—</span>,
    },
    { key: 'attempts', title: say('attempts'), width: 90, numeric: true, text: (row) => row.attempt, render: (row) => row.attempt },
    {
      key: 'when',
      title: say('when'),
      width: 160,
      text: since,
      render: (row) => <span className="yq-figures">{moment(since(row))}</span>,
    },
  ]
  return (
    <PageFrame title={say('undelivered')} lead={say('undeliveredLead')}>
      <DataList
        name="undelivered"
        title={say('undelivered')}
        signature={ListFailed}
        input={{ channel }}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/notices/${row.id}`}
        empty={{ title: say('noUndelivered'), hint: say('noUndeliveredHint') }}
        onClear={channel === null ? undefined : () => setChannel(null)}
        filters={
          <FilterSelect
            label={say('channel')}
            any={say('anyChannel')}
            value={channel}
            onChange={setChannel}
            options={channels.map((value) => ({ value, label: words.channel(value) }))}
            width={140}
          />
        }
      />
    </PageFrame>
  )
}

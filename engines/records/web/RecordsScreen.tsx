import { DataList, FilterSelect, PageFrame, todayHere, useKept, usePickers, useSay, useViewer, useWords } from '@yinqiao/kernel/web'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { RecordKind } from '../contract/record-kind.ts'
import { ListRecords } from '../contract/signatures.ts'
import { en } from './en.ts'
import { useRecordColumns } from './record-columns.tsx'
import { zh } from './zh.ts'
import './records.css'

const shows = ['in-force', 'ended', 'voided', 'awaiting'] as const

interface Filter {
  readonly search: string
  readonly show: (typeof shows)[number] | null
  readonly divisionCode: string | null
  readonly filters: Readonly<Record<string, string>>
}
const all: Filter = { search: '', show: null, divisionCode: null, filters: {} }

interface RecordsScreenProps {
  readonly kind: RecordKind
  /** The path of the board on which its records stand, where they are works. */
  readonly board?: string | undefined
  /** The path of the page that lists the registers of its group. */
  readonly index?: string | undefined
}

/** The list of a register. */
export function RecordsScreen({ kind, board, index }: RecordsScreenProps) {
  const say = useWords(zh, en)
  const title = useSay()
  const navigate = useNavigate()
  const { role } = useViewer()
  const { division: DivisionField } = usePickers()
  const [filter, setFilter] = useKept<Filter>(`records-${kind.code}`, all)
  const columns = useRecordColumns(kind, todayHere())
  const path = `/records/${kind.code}`
  const mayWrite = kind.rights.write.includes(role)
  const narrowed = filter.search !== '' || filter.show !== null || filter.divisionCode !== null || Object.keys(filter.filters).length > 0
  const setField = (key: string, value: string | null) => {
    const { [key]: _, ...rest } = filter.filters
    setFilter({ ...filter, filters: value === null ? rest : { ...rest, [key]: value } })
  }
  return (
    <PageFrame
      title={title(kind.title)}
      lead={kind.about ? title(kind.about) : null}
      above={board ? <Link to={board}>{say('board')}</Link> : index ? <Link to={index}>{say('registers')}</Link> : null}
      acts={
        mayWrite ? (
          <>
            <Button onClick={() => void navigate({ to: `${path}/import` })}>{say('import')}</Button>
            <Button type="primary" onClick={() => void navigate({ to: `${path}/new` })}>
              {say('add')}
            </Button>
          </>
        ) : null
      }
    >
      <div className="yq-register-list">
        <DataList
          name={`records-${kind.code}`}
          title={title(kind.title)}
          signature={ListRecords}
          input={{
            kind: kind.code,
            search: filter.search || null,
            show: filter.show,
            divisionCode: filter.divisionCode,
            filters: filter.filters,
          }}
          columns={columns}
          rowKey={(row) => row.id}
          rowTo={(row) => `${path}/${row.id}`}
          search={{ value: filter.search, set: (search) => setFilter({ ...filter, search }), placeholder: say('search') }}
          onClear={narrowed ? () => setFilter(all) : undefined}
          empty={{ title: say('emptyRegister'), ...(mayWrite ? { hint: say('emptyHint') } : {}) }}
          filters={
            <>
              <FilterSelect
                label={say('show')}
                any={say('showAny')}
                value={filter.show}
                onChange={(show) => setFilter({ ...filter, show })}
                options={shows
                  .filter((show) => show !== 'awaiting' || kind.evidence.length > 0)
                  .map((show) => ({ value: show, label: say(`show_${show}`) }))}
                width={160}
              />
              <DivisionField filter value={filter.divisionCode} onChange={(divisionCode) => setFilter({ ...filter, divisionCode })} />
              {kind.fields
                .filter((field) => field.filtered === true && field.codes !== undefined)
                .map((field) => (
                  <FilterSelect
                    key={field.key}
                    label={title(field.title)}
                    any={title(field.title)}
                    value={filter.filters[field.key] ?? null}
                    onChange={(value) => setField(field.key, value)}
                    options={(field.codes ?? []).map((each) => ({ value: each.code, label: title(each.title) }))}
                    width={150}
                  />
                ))}
            </>
          }
        />
      </div>
    </PageFrame>
  )
}

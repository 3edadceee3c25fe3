import { Empty, PageFrame, useSay, useViewer, useWords } from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useState } from 'react'
import type { RecordDoor } from '../contract/record-kind.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'
import './records.css'

/** The registers of one group, where they are too many for the menu. */
export function RegistersScreen({ kinds }: { readonly kinds: readonly RecordDoor[] }) {
  const say = useWords(zh, en)
  const title = useSay()
  const { role } = useViewer()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const shown = kinds
    .filter(({ rights }) => rights.read.includes(role))
    .filter((kind) => [kind.title, ...(kind.about ? [kind.about] : [])].some((words) => title(words).toLowerCase().includes(wanted)))
    .toSorted((a, b) => a.order - b.order)
  return (
    <PageFrame title={say('registers')} lead={say('registersLead', { n: shown.length })}>
      <p className="yq-form-note" data-search="">
        <Input
          className="yq-search"
          aria-label={say('searchRegister')}
          placeholder={say('searchRegister')}
          value={search}
          allowClear
          onChange={(event) => setSearch(event.target.value)}
        />
      </p>
      {shown.length === 0 ? <Empty /> : null}
      <ul className="yq-registers">
        {shown.map((kind) => (
          <li key={kind.code}>
            <Link to={`/records/${kind.code}`}>
              <strong>{title(kind.title)}</strong>
              {kind.about ? <span>{title(kind.about)}</span> : null}
            </Link>
          </li>
        ))}
      </ul>
    </PageFrame>
  )
}

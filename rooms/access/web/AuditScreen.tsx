import { type AuditRow, ListAuditLines } from '@yinqiao/access/contract'
import { DayField, type Column, DataList, PageFrame, StateTag, useDays, useKept, useLanguage, useWords } from '@yinqiao/kernel/web'
import { Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { AuditChain } from './AuditChain.tsx'
import { en } from './en.ts'
import { useRoleTitle } from './role-title.ts'
import { zh } from './zh.ts'
import './access.css'

type Row = z.output<typeof AuditRow>
const all = { name: '', signature: '', subject: '', from: '', to: '', outcome: null as 'done' | 'refused' | null }

/** Who did or looked at what, when, from where; and whether the chain is whole. */
export function AuditScreen() {
  const say = useWords(zh, en)
  const { moment } = useDays()
  const { language } = useLanguage()
  const roleTitle = useRoleTitle()
  const [filter, setFilter] = useKept('audit', all)
  const [open, setOpen] = useState<Row | null>(null)
  const outcome = (row: Row) =>
    row.outcome === 'done' ? <StateTag tone="good" word={say('done')} /> : <StateTag tone="due" word={say('refused')} title={row.outcome} />
  const columns: readonly Column<Row>[] = [
    { key: 'time', title: say('time'), width: 190, text: (row) => row.at, render: (row) => moment(row.at) },
    {
      key: 'who',
      title: say('who'),
      text: (row) => `${row.name}（${roleTitle(row.role)}）`,
      render: (row) => (
        <>
          {row.name === row.role ? null : row.name} <span className="yq-faint">{roleTitle(row.role)}</span>
        </>
      ),
    },
    {
      key: 'what',
      title: say('what'),
      text: (row) => row.signature,
      render: (row) => (
        <span title={row.signature}>{row.title === null ? <span className="yq-figures">{row.signature}</span> : row.title[language]}</span>
      ),
    },
    {
      key: 'subjects',
      title: say('subjects'),
      numeric: true,
      width: 90,
      text: (row) => row.subjects.length,
      render: (row) => say('subjectsN', { n: row.subjects.length }),
    },
    { key: 'outcome', title: say('outcome'), width: 100, text: (row) => row.outcome, render: outcome },
    {
      key: 'origin',
      title: say('origin'),
      width: 140,
      text: (row) => row.origin,
      render: (row) => <span className="yq-figures">{row.origin}</span>,
    },
  ]
  const set = (part: Partial<typeof all>) => setFilter({ ...filter, ...part })
  const filtered = filter !== all && Object.values(filter).some((value) => value !== '' && value !== null)
  return (
    <PageFrame title={say('audit')} lead={say('auditLead')}>
      <AuditChain />
      <DataList
        name="audit"
        title={say('audit')}
        signature={ListAuditLines}
        input={{
          name: filter.name || null,
          signature: filter.signature || null,
          subject: filter.subject || null,
          from: filter.from || null,
          to: filter.to || null,
          outcome: filter.outcome,
        }}
        columns={columns}
        rowKey={(row) => String(row.n)}
        onOpen={setOpen}
        selected={open ? String(open.n) : null}
        search={{ value: filter.name, set: (name) => set({ name }), placeholder: say('person') }}
        onClear={filtered ? () => setFilter(all) : undefined}
        filters={
          <>
            <Input
              aria-label={say('operation')}
              placeholder={say('operation')}
              value={filter.signature}
              onChange={(event) => set({ signature: event.target.value })}
              style={{ width: 150 }}
              maxLength={80}
            />
            <Input
              aria-label={say('subject')}
              placeholder={say('subject')}
              value={filter.subject}
              onChange={(event) => set({ subject: event.target.value })}
              style={{ width: 130 }}
              maxLength={80}
            />
            <DayField filter aria-label={say('fromDay')} value={filter.from} onChange={(from) => set({ from })} style={{ width: 136 }} />
            <DayField filter aria-label={say('toDay')} value={filter.to} onChange={(to) => set({ to })} style={{ width: 136 }} />
            <Select
              aria-label={say('outcome')}
              allowClear
              placeholder={say('anyOutcome')}
              value={filter.outcome}
              onChange={(value) => set({ outcome: value ?? null })}
              options={[
                { value: 'done', label: say('done') },
                { value: 'refused', label: say('refused') },
              ]}
              style={{ width: 110 }}
            />
          </>
        }
      />
      <Drawer open={open !== null} onClose={() => setOpen(null)} title={open ? say('line', { n: open.n }) : ''} size={640}>
        {open ? (
          <div className="yq-stack">
            <p>
              <strong>{open.name === open.role ? null : open.name}</strong> {roleTitle(open.role)} · {moment(open.at)} ·{' '}
              <span className="yq-figures">{open.origin}</span>
            </p>
            <p>
              {open.title?.[language]} <span className="yq-figures">{open.signature}</span> {outcome(open)}{' '}
              {open.outcome === 'done' ? null : <span className="yq-figures">{open.outcome}</span>}{' '}
              <span className="yq-tag">{say(open.sealed ? 'sealed' : 'unsealed')}</span>
            </p>
            {open.subjects.map((subject) => (
              <section key={`${subject.kind}-${subject.id}`} className="yq-audit-subject">
                <h2>
                  {subject.kind} <span className="yq-figures yq-faint">{subject.id}</span>
                </h2>
                {subject.before === undefined && subject.after === undefined ? (
                  <p className="yq-faint">{say('noChange')}</p>
                ) : (
                  <div className="yq-columns">
                    <div>
                      <p className="yq-faint">{say('before')}</p>
                      <pre>{subject.before === undefined ? '—' : JSON.stringify(subject.before, null, 2)}</pre>
                    </div>
                    <div>
                      <p className="yq-faint">{say('after')}</p>
                      <pre>{subject.after === undefined ? '—' : JSON.stringify(subject.after, null, 2)}</pre>
                    </div>
                  </div>
                )}
              </section>
            ))}
          </div>
        ) : null}
      </Drawer>
    </PageFrame>
  )
}

import type { RawInput } from '@yinqiao/kernel/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useAnnounce } from './Announcer.tsx'
import { en } from './en.ts'
import { useQuery } from './hooks.ts'
import { useKept } from './kept.ts'
import { useLanguage, useWords } from './language.tsx'
import { ListExport } from './ListExport.tsx'
import type { Column } from './list-column.ts'
import type { PageSignature } from './list-pages.ts'
import { Empty, ErrorView, Loading } from './states.tsx'
import { zh } from './zh.ts'

interface DataListProps<R> {
  /** Name of the list: keeps its place and names its export. */
  readonly name: string
  readonly title: string
  readonly signature: PageSignature<R>
  /** Filters, without cursor and limit. */
  readonly input: object
  readonly columns: readonly Column<R>[]
  readonly rowKey: (row: R) => string
  /** Where a row leads; its first cell becomes the link. */
  readonly rowTo?: (row: R) => string
  readonly onOpen?: (row: R) => void
  readonly search?: { readonly value: string; readonly set: (value: string) => void; readonly placeholder: string }
  readonly filters?: ReactNode
  /** Given when a filter is on: offers to clear all. */
  readonly onClear?: (() => void) | undefined
  readonly empty?: { readonly title: string; readonly hint?: string; readonly action?: ReactNode }
  readonly pageSize?: number
  readonly exportable?: boolean
  readonly selected?: string | null
}

/** The list of every register: search, filters, keyset pages, row height, export, and its four states. */
export function DataList<R>(props: DataListProps<R>) {
  const { name, title, signature, rowKey, rowTo, onOpen, search, filters, onClear, pageSize = 50 } = props
  const columns = props.columns.filter(({ exportOnly }) => exportOnly !== true)
  const say = useWords(zh, en)
  const { language } = useLanguage()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const [dense, setDense] = useKept('list-density', false)
  const filterKey = JSON.stringify(props.input)
  const [place, setPlace] = useKept<{ readonly filterKey: string; readonly cursors: readonly string[] }>(`list-${name}`, {
    filterKey,
    cursors: [],
  })
  // Another filter starts at the first page again.
  const cursors = place.filterKey === filterKey ? place.cursors : []
  const input = { ...props.input, cursor: cursors.at(-1) ?? null, limit: pageSize } as RawInput<PageSignature<R>>
  const answer = useQuery(signature, input)
  const page = answer.data
  const from = cursors.length * pageSize + 1
  const number = (value: number) => value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en')
  const range =
    page && page.rows.length > 0
      ? page.total === null
        ? say('range', { from: number(from), to: number(from + page.rows.length - 1) })
        : say('rangeOf', { from: number(from), to: number(from + page.rows.length - 1), n: number(page.total) })
      : ''
  useEffect(() => {
    if (range) announce(range)
  }, [range, announce])

  const open = (row: R) => {
    if (onOpen) onOpen(row)
    else if (rowTo) void navigate({ to: rowTo(row) })
  }
  const opens = Boolean(onOpen ?? rowTo)

  return (
    <section className={dense ? 'yq-list yq-list-dense' : 'yq-list'}>
      <div className="yq-list-bar">
        {search ? <SearchBox {...search} label={say('search')} /> : null}
        {filters}
        {onClear ? (
          <Button type="text" onClick={onClear}>
            {say('clear')}
          </Button>
        ) : null}
        <span className="yq-list-space" />
        <span className="yq-nowrap">
          <Button type="text" onClick={() => setDense(!dense)} aria-pressed={dense}>
            {say(dense ? 'roomy' : 'dense')}
          </Button>
          {props.exportable === false ? null : (
            <ListExport name={name} title={title} signature={signature} input={props.input} columns={props.columns} />
          )}
        </span>
      </div>
      {answer.isError ? (
        <ErrorView problem={answer.error} retry={() => void answer.refetch()} />
      ) : !page ? (
        <Loading lines={8} />
      ) : page.rows.length === 0 ? (
        onClear ? (
          <Empty title={say('emptyFiltered')} hint={say('emptyFilteredHint')} action={<Button onClick={onClear}>{say('clear')}</Button>} />
        ) : (
          <Empty {...(props.empty ?? {})} />
        )
      ) : (
        // The scroll box takes the focus so that wide tables can be moved by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- axe asks for it: scrollable-region-focusable
        <div className={answer.isPlaceholderData ? 'yq-table-box yq-stale' : 'yq-table-box'} tabIndex={0} role="region" aria-label={title}>
          <table className="yq-table">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th
                    key={column.key}
                    scope="col"
                    className={column.numeric ? 'yq-numeric' : undefined}
                    style={column.width ? { width: column.width } : undefined}
                  >
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {page.rows.map((row) => (
                // the link or button in the first cell is the keyboard's way; the row only widens it for the mouse
                <tr
                  key={rowKey(row)}
                  className={`${opens ? 'yq-row-opens' : ''} ${props.selected === rowKey(row) ? 'yq-row-chosen' : ''}`}
                  onClick={
                    opens
                      ? (event) => {
                          if (!(event.target instanceof Element && event.target.closest('a,button,input,label'))) open(row)
                        }
                      : undefined
                  }
                >
                  {columns.map((column, at) => (
                    <td key={column.key} className={column.numeric ? 'yq-numeric' : undefined}>
                      {at > 0 || !opens ? (
                        column.render(row)
                      ) : onOpen ? (
                        <button type="button" className="yq-link" onClick={() => onOpen(row)}>
                          {column.render(row)}
                        </button>
                      ) : (
                        <Link to={rowTo?.(row) ?? '.'}>{column.render(row)}</Link>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {page && (page.rows.length > 0 || cursors.length > 0) ? (
        <div className="yq-list-foot">
          <span>{range}</span>
          <span className="yq-list-space" />
          <Button disabled={cursors.length === 0} onClick={() => setPlace({ filterKey, cursors: cursors.slice(0, -1) })}>
            {say('previous')}
          </Button>
          <Button
            disabled={page.next === null}
            onClick={() => {
              if (page.next) setPlace({ filterKey, cursors: [...cursors, page.next] })
            }}
          >
            {say('next')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** Waits until the typing rests, and never sends half a pinyin syllable while an input method composes. */
function SearchBox({
  value,
  set,
  placeholder,
  label,
}: {
  readonly value: string
  readonly set: (value: string) => void
  readonly placeholder: string
  readonly label: string
}) {
  const [text, setText] = useState(value)
  const [composing, setComposing] = useState(false)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (composing || text === value) return
    const timer = setTimeout(() => set(text.trim()), 300)
    return () => clearTimeout(timer)
  }, [text, composing, value, set])
  return (
    <span data-search="">
      <Input
        className="yq-search"
        aria-label={`${label}：${placeholder}`}
        placeholder={placeholder}
        value={text}
        allowClear
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        onPressEnter={() => set(text.trim())}
        suffix={text ? null : <kbd aria-hidden="true">/</kbd>}
      />
    </span>
  )
}

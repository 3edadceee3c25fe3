import { type ReactNode, useEffect, useRef } from 'react'

interface PageFrameProps {
  readonly title: string
  /** One line under the title: what this page is for, or the key facts of the record. */
  readonly lead?: ReactNode
  /** Way back to the list this record came from. */
  readonly above?: ReactNode
  /** The acts of the page; at most one of them primary. */
  readonly acts?: ReactNode
  /** Uses the whole width without inner margins (maps, documents). */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** The frame of every staff page: title, lead, acts, then the sheet. The title takes the focus on arrival, so that a screen reader starts there. */
export function PageFrame({ title, lead, above, acts, wide, children }: PageFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · 银桥`
  }, [title])
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <article className={wide ? 'yq-page yq-page-wide' : 'yq-page'}>
      <header className="yq-page-head">
        <div>
          {above ? <div className="yq-page-above">{above}</div> : null}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead ? <div className="yq-page-lead">{lead}</div> : null}
        </div>
        {acts ? <div className="yq-page-acts">{acts}</div> : null}
      </header>
      {children}
    </article>
  )
}

/** A white sheet on the ground, with its own heading when it is one of several. */
export function Sheet({
  title,
  aside,
  children,
  flush,
}: {
  readonly title?: string
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly flush?: boolean
}) {
  return (
    <section className={flush ? 'yq-sheet yq-sheet-flush' : 'yq-sheet'}>
      {title || aside ? (
        <div className="yq-sheet-head">
          {title ? <h2>{title}</h2> : <span />}
          {aside ? <div className="yq-sheet-aside">{aside}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  )
}

/** Facts of a record as a definition list; an absent value reads 未知 in the words given, never blank. */
export function Facts({ rows, unknown }: { readonly rows: readonly (readonly [string, ReactNode])[]; readonly unknown: string }) {
  return (
    <dl className="yq-facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === null || value === undefined || value === '' ? <span className="yq-unknown">{unknown}</span> : value}</dd>
        </div>
      ))}
    </dl>
  )
}

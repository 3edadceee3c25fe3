import type { ReactNode } from 'react'

/** One column of a list: how it reads on screen and in the export. */
export interface Column<R> {
  readonly key: string
  readonly title: string
  readonly render: (row: R) => ReactNode
  /** Value in the export; a column without it is not exported. */
  readonly text?: (row: R) => string | number | null | undefined
  readonly width?: number | string
  readonly numeric?: boolean
  /** In the export only: what is too much for the screen. */
  readonly exportOnly?: boolean
}

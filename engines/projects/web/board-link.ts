import type { Words } from '@yinqiao/kernel/contract'

/** A screen of a room that a board leads to. */
export interface BoardLink {
  readonly to: string
  readonly title: Words
  /** Code of the permission without which it is not shown. */
  readonly permission: string
}

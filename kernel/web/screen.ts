import type { Words } from '@yinqiao/kernel/contract'
import type { ComponentType } from 'react'

/** A screen that a room offers; the list of rooms in apps/web puts it into navigation and routes. */
export interface Screen {
  /** Path below the root in TanStack Router's form: `/orgs/units`, `/people/elders/$elderId`. */
  readonly path: string
  readonly title: Words
  /** Group of the navigation (apps/web/shell/groups.ts); a screen without one is reached from others only. */
  readonly group?: string
  /** Place in its group, small first. */
  readonly order?: number
  /** Code of the permission without which the screen is neither shown nor opened. */
  readonly permission?: string
  /** Codes of the only roles that it is for, where the permission is wider; others neither see nor open it. */
  readonly roles?: readonly string[]
  /** Second key of the shortcut `g x`. */
  readonly shortcut?: string
  readonly load: () => Promise<ComponentType>
}

/** A panel that a room lays on the desk's first page: the few numbers or rows one should see on arrival. */
export interface Panel {
  readonly name: string
  readonly permission?: string
  readonly order: number
  readonly load: () => Promise<ComponentType>
}

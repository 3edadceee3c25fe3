import type { Output } from '@yinqiao/kernel/contract'
import type { GetProject, ListProjects } from '../contract/index.ts'

/** A work as the board shows it. */
export type ProjectRow = Output<typeof ListProjects>['rows'][number]

/** A work as its page shows it. */
export type ProjectFound = Output<typeof GetProject>

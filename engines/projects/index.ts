import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { amountSource, projectsSignatures, stageSource } from './contract/index.ts'
import type { ProjectsSettings } from './store.ts'
import { addAmount } from './use/add-amount.ts'
import { enterStage } from './use/enter-stage.ts'
import { getProject } from './use/get-project.ts'
import { listProjects } from './use/list-projects.ts'
import { undoAmount } from './use/undo-amount.ts'
import { undoStage } from './use/undo-stage.ts'

export type { ProjectsSettings } from './store.ts'
export { listStalled } from './store-board.ts'

/** The engine of works in stages, for the kinds that rooms declare. */
export function projects(settings: ProjectsSettings): Room {
  return {
    name: 'projects',
    signatures: projectsSignatures,
    tables: join(import.meta.dirname, 'tables'),
    sources: [stageSource, amountSource],
    bodies: [getProject, listProjects, enterStage, undoStage, addAmount, undoAmount].map((use) => use(settings)),
  }
}

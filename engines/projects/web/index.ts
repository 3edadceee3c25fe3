export type { BoardLink } from './board-link.ts'
export { projectExtras, projectScreens } from './project-screens.ts'

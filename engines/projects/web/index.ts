export { type BoardLink, projectExtras, projectScreens } from './project-screens.ts'

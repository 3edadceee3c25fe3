export { projectExtras, projectScreens } from './project-screens.ts'

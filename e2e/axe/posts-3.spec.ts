import { walkGroup } from './walk-role.ts'

walkGroup(3)

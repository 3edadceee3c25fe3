import { industryKinds, industryProjects } from '@yinqiao/industry/contract'
import { planRecords } from '@yinqiao/plan/contract'
import { deviceModelKind } from '@yinqiao/watch/contract'

/** The declarations of all registers and works, whole: only their doors (`virtual:registers`) are part of the first page. */
export const kinds = [...planRecords, ...industryKinds, deviceModelKind]
export const works = industryProjects

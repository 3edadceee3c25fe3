import type { Output } from '@yinqiao/kernel/contract'
import type { GetProject } from '../contract/index.ts'
import type { ProjectKind, Stage } from '../contract/project-kind.ts'

type Found = Output<typeof GetProject>

/** One step of a work's way as it is drawn. */
export interface Step {
  readonly stage: Stage
  readonly place: 'past' | 'now' | 'ahead'
  readonly enteredOn: string | null
  /** Days from entering it to entering what came next; null where it is not over or was not entered. */
  readonly stayed: number | null
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** The way of a work: each stage with the day it was first entered; a second ceremony starts no clock, shelved time belongs to the stage left. */
export function stagePath(kind: ProjectKind, { entries, standing }: Pick<Found, 'entries' | 'standing'>): readonly Step[] {
  const first = (code: string) => entries.find(({ stage }) => stage === code)?.enteredOn ?? null
  const reached = kind.stages.findLastIndex(({ code }) => first(code) !== null)
  return kind.stages.map((stage, at) => {
    const enteredOn = first(stage.code)
    const after = kind.stages.slice(at + 1).find(({ code }) => first(code) !== null)
    const left = after ? first(after.code) : null
    const place = standing.stage === stage.code ? 'now' : at <= reached ? 'past' : 'ahead'
    return { stage, place, enteredOn, stayed: enteredOn !== null && left !== null ? daysBetween(enteredOn, left) : null }
  })
}

/** Title of a stage or of a place aside. */
export function stageTitle(kind: ProjectKind, code: string) {
  return [...kind.stages, ...kind.aside].find((each) => each.code === code)?.title ?? { zh: code, en: code }
}

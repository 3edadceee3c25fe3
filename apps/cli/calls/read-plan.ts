import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fill, isRefusal } from '@yinqiao/kernel/contract'
import { readPlanFile, summarise } from '@yinqiao/plan'
import type { Answer, Arguments } from '../answer.ts'
import { BadInput } from '../misuse.ts'

/** `plan read FILE`: the structure as JSON; for people the counts and the tasks. Needs no database. */
export async function run({ words: [file = ''], flags }: Arguments): Promise<Answer> {
  const plan = await readPlanFile(await readFile(file), basename(file))
  if (isRefusal(plan)) throw new BadInput(fill(plan.refused.zh, plan.facts))
  const summary = summarise(plan)
  if (flags['summary'] === true) return { data: summary }
  return {
    data: plan,
    shown: {
      ...summary,
      阶段: plan.phases.map(({ label, title, targets }) => ({ label, title, targets: targets.length })),
      任务: plan.tasks.map(({ label, title, units, unitsOpen }) => ({
        label,
        title,
        units: units.map(({ asWritten }) => asWritten).join('、') + (unitsOpen ? ' 等' : ''),
      })),
    },
  }
}

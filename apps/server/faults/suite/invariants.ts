import { watchInvariants } from '@yinqiao/watch'
import { none, type Seen } from './fault.ts'
import type { Stage } from './open-stage.ts'

/** Harder than the room's own list, for a program that has just been hurt: nobody is late by more than half a minute. */
const besides: readonly (readonly [string, string])[] = [
  [
    '到时的告警没有被忘记（30 秒）',
    `select n, wake_at from watch.alarm where closed_at is null and owner_kind <> 'incident' and wake_at < now() - interval '30 seconds' limit 5`,
  ],
]
/** SQL that must return no row, whatever was done to the program. */
const mustBeEmpty: readonly (readonly [string, string])[] = [...watchInvariants.map(({ zh, sql }) => [zh, sql] as const), ...besides]

/** Runs the invariants of the watch. */
export async function checkInvariants(stage: Stage): Promise<Seen[]> {
  const broken: string[] = []
  for (const [what, sql] of mustBeEmpty) {
    const found = await stage.rows(sql)
    if (found.length > 0) broken.push(`${what} ${JSON.stringify(found)}`)
  }
  return [{ ...none('不变式', broken), promise: `${mustBeEmpty.length} 条皆无一行` }]
}

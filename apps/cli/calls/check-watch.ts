import { asSystem } from '@yinqiao/kernel/server'
import { findBroken, watchInvariants } from '@yinqiao/watch'
import type { Answer } from '../answer.ts'
import { withPlatform } from '../with-platform.ts'

/** `watch invariants`: what must never be so of alarms; anything broken is exit 1. */
export async function run(): Promise<Answer> {
  const broken = await withPlatform((platform) => asSystem(platform.kernel, 'watch', findBroken), { loads: false })
  const rowsOf = new Map(broken.map(({ invariant, rows }) => [invariant.code, rows]))
  const report = watchInvariants.map(({ code, zh, en }) => ({ code, zh, en, holds: !rowsOf.has(code), rows: rowsOf.get(code) ?? [] }))
  return {
    data: report,
    exit: broken.length > 0 ? 1 : 0,
    ...(broken.length > 0 ? { notes: [`有 ${broken.length} 条不成立 (${broken.length} invariants are broken)`] } : {}),
  }
}

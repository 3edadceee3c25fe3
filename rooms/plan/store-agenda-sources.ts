import type { Context } from '@yinqiao/kernel'
import { openCasesOf } from '@yinqiao/cases'
import { issue } from './kinds/issue.ts'
import type { AgendaSource, PlanSettings } from './store.ts'
import { listPhaseTargets } from './store-targets.ts'

/** Targets that are not met, out of date or short of data ask for a place on the agenda; those whose phase is to come do not. */
export function lateTargets(settings: () => PlanSettings): AgendaSource {
  return async (ctx: Context) => {
    const targets = await listPhaseTargets(ctx, settings(), {
      scope: { kind: 'district' },
      validAt: ctx.today,
      knownAt: ctx.now.toString(),
    })
    return targets
      .filter(({ state, judgement }) => judgement === 'not-met' || ['过期', '数据不足', '有争议'].includes(state))
      .map(({ clauseId, row, target, state, why, result, value }) => ({
        kind: 'late-measure' as const,
        id: row?.code ?? clauseId,
        title: row?.name ?? target.text,
        why:
          state === '正常'
            ? `当前 ${result?.value ?? '无对象'}${result?.unit.zh ?? ''}，目标 ${value?.op ?? ''} ${value?.value ?? ''}`
            : `${state}：${why}`,
      }))
  }
}

/** Issues that units raised and that are open, late ones first. */
export async function openIssues(ctx: Context) {
  const open = await openCasesOf(ctx, issue)
  return open.map(({ id, title, dueAt, late }) => ({
    kind: 'open-issue' as const,
    id,
    title,
    why: `${late ? '已超期' : '未决'}（期限 ${dueAt?.slice(0, 10) ?? '未定'}）`,
  }))
}

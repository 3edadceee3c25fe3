import { type Body, body, knownFrom, treeHash } from '@yinqiao/kernel'
import { LoadMeasures } from '../contract/measure-commands.ts'
import { findPlanInForce, type PlanSettings, rowsFor, tablesOf } from '../store.ts'
import { keepDuties } from '../store-duties.ts'
import { lastSeq, refuseTree, versionRow } from '../store-definitions.ts'
import { listTargetValues } from '../store-measures.ts'

export const loadMeasures = (settings: PlanSettings): Body =>
  body(LoadMeasures, async (ctx) => {
    const db = tablesOf(ctx)
    const version = await findPlanInForce(ctx, settings)
    const known = rowsFor(settings, version?.number ?? null)
    const kept = await db.selectFrom('plan.measure_version').select(['code', 'tree_hash', 'shipped']).execute()
    const bindings = await db.selectFrom('plan.binding').select(['row_code', 'measure_code']).execute()
    const at = await knownFrom(ctx)
    const told = { added: 0, proposed: 0, bound: 0 }
    for (const declared of settings.measures) {
      const proposed = { ...declared, params: declared.params ?? {} }
      const refused = refuseTree(proposed, settings.sources)
      if (refused) throw new Error(`${declared.code}: ${JSON.stringify(refused.facts)}`)
      const own = kept.filter(({ code }) => code === declared.code)
      const fresh = own.length === 0
      if (fresh) await db.insertInto('plan.measure').values({ code: declared.code, created_at: ctx.now.toString() }).execute()
      // a definition that a release changed never changes a number by itself: it waits like any proposal
      if (fresh || !own.some(({ tree_hash }) => tree_hash === treeHash(proposed, proposed.period))) {
        const row = versionRow(
          ctx,
          declared.code,
          (await lastSeq(ctx, declared.code)) + 1,
          proposed,
          fresh ? '随产品提供的首版' : '产品更新所附的新口径',
        )
        await db
          .insertInto('plan.measure_version')
          .values({
            ...row,
            shipped: true,
            ...(fresh ? { state: 'effective', effective_from: version?.issued_on ?? '2000-01-01' } : { state: 'draft' }),
          })
          .execute()
        told[fresh ? 'added' : 'proposed']++
      }
      for (const rowCode of declared.carries) {
        if (
          !known.some((row) => row.code === rowCode) ||
          bindings.some((one) => one.row_code === rowCode && one.measure_code === declared.code)
        )
          continue
        await db
          .insertInto('plan.binding')
          .values({ row_code: rowCode, measure_code: declared.code, known_from: at, bound_by: '随产品提供' })
          .execute()
        told.bound++
      }
    }
    await takePlanNumbers()
    await keepDuties(ctx)
    ctx.note({ kind: 'measures', id: 'shipped', after: told })
    return told

    /** What the plan itself puts in figures becomes a target value with the plan as its source. */
    async function takePlanNumbers(): Promise<void> {
      const set = await listTargetValues(ctx)
      for (const row of known) {
        const code = settings.measures.find(({ code: one, carries }) => one === row.code && carries.includes(row.code))?.code
        if (row.planNumber === null || code === undefined || set.some((one) => one.row_code === row.code)) continue
        await db
          .insertInto('plan.target_value')
          .values({
            id: ctx.newId(),
            row_code: row.code,
            measure_code: code,
            op: '>=',
            value: String(row.planNumber),
            source: 'plan',
            paper: version?.number ?? null,
            decided_by: version?.issuer ?? '方案',
            decided_on: version?.issued_on ?? ctx.today,
            known_from: at,
            entered_by: ctx.actor.name,
          })
          .execute()
      }
    }
  })

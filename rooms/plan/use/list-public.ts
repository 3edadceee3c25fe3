import { type Body, body } from '@yinqiao/kernel'
import { QualityStatements } from '@yinqiao/kernel/contract'
import { ListPublic } from '../contract/board.ts'
import { type PlanSettings, tablesOf } from '../store.ts'
import { definitionOf, listVersionsInForce, phaseYears, runMeasure } from '../store-measures.ts'

export const listPublic = (settings: PlanSettings): Body =>
  body(ListPublic, async (ctx) => {
    const open = await tablesOf(ctx)
      .selectFrom('plan.measure')
      .select('code')
      .where('disclosure', '=', '公开')
      .where('archived_at', 'is', null)
      .execute()
    const codes = new Set(open.map(({ code }) => code))
    const phases = await phaseYears(ctx, settings)
    const rows = []
    for (const version of await listVersionsInForce(ctx, ctx.today)) {
      if (!codes.has(version.code)) continue
      const result = await runMeasure(ctx, settings, version, {
        scope: { kind: 'district' },
        validAt: ctx.today,
        knownAt: ctx.now.toString(),
        phases,
      })
      const { title, unit } = definitionOf(version)
      rows.push({
        code: version.code,
        title,
        unit,
        value: result.state === '正常' ? result.value : null,
        state: result.state,
        to: result.to,
        quality: QualityStatements.nullable().catch(null).parse(version.quality),
      })
    }
    return { synthetic: settings.synthetic, rows }
  })

import { type Body, body, knownFrom, sm3 } from '@yinqiao/kernel'
import { isRefusal, refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { ManifestMissing, NothingToDraw, SampleMissing } from '../contract/round-refusals.ts'
import { DrawSample } from '../contract/rounds.ts'
import { drawSample as draw } from '../rules/draw-sample.ts'
import { tablesOf } from '../store.ts'
import { holdRound, manifestOf, refuseOwnWork } from '../store-rounds.ts'
import { listChecks, listDrawable } from '../store-samples.ts'

export const drawSample: Body = body(DrawSample, async (ctx, { roundId }) => {
  const round = await holdRound(ctx, roundId, 'sample')
  if (isRefusal(round)) return round
  const own = await refuseOwnWork(ctx, roundId)
  if (own) return own
  const manifest = manifestOf(round)
  if (manifest === undefined) return refuse(ManifestMissing)
  const db = tablesOf(ctx)
  const sample = await db.selectFrom('plan.sample').selectAll().where('round_id', '=', roundId).executeTakeFirst()
  if (sample === undefined) return refuse(SampleMissing)
  const told = { seed: sample.seed, seedHash: sample.seed_hash }
  if (sample.drawn_at !== null) return { ...told, population: sample.population ?? 0, drawn: (await listChecks(ctx, roundId)).length }
  const rows = await listDrawable(
    ctx,
    roundId,
    manifest.targets.flatMap(({ measure, others }) => [...(measure === null ? [] : [measure]), ...others]),
  )
  if (rows.length === 0) return refuse(NothingToDraw)
  const drawn = draw(rows, Number(sample.share), sample.seed, sm3)
  const at = await knownFrom(ctx)
  await db
    .updateTable('plan.sample')
    .set({ drawn_by: ctx.actor.name, drawn_at: ctx.now.toString(), population: rows.length })
    .where('round_id', '=', roundId)
    .execute()
  const lines = drawn.map(({ valueId, n, measure }, place) => ({
    id: ctx.newId(),
    n: place + 1,
    value_id: valueId,
    row_n: n,
    measure_code: measure,
  }))
  await sql`insert into plan.sample_check (id, version, round_id, n, value_id, row_n, measure_code, synthetic, known_from)
    select id, 1, ${roundId}::uuid, n, value_id, row_n, measure_code, ${round.synthetic}, ${at} from json_to_recordset(${JSON.stringify(lines)}::json)
      as r(id uuid, n int, value_id uuid, row_n int, measure_code text)`.execute(ctx.db)
  ctx.note({ kind: 'sample', id: roundId, after: { ...told, population: rows.length, drawn: drawn.length } })
  return { ...told, population: rows.length, drawn: drawn.length }
})

import type { Context } from '@yinqiao/kernel'
import { readHot, readPauses } from '@yinqiao/series'
import { sql } from 'kysely'
import { z } from 'zod'
import { metrics } from './contract/heard.ts'
import { trusts } from './contract/trust.ts'
import { activityMetrics, isActivity } from './rules/detect/is-activity.ts'
import { learnBaseline } from './rules/detect/learn-baseline.ts'
import { getRule, settingOf } from './rules/detect/shipped-rules.ts'
import { loadHomes, seers } from './store-look.ts'

/** At night in Shanghai (03:10); a home is learned anew after a week. */
export const LearnBaselines = { name: 'watch.learn-baselines', payload: z.object({}), cron: '10 19 * * *' }
/** The next homes, after this one. */
export const LearnNext = { name: 'watch.learn-next', payload: z.object({ after: z.uuid() }) }

const learnedDays = 28
const homesAtOnce = 25
const words = { metrics, trusts }

/** Learns how long it is usually quiet in homes that were not learned for a week, some in each transaction. */
export async function learnBaselines(ctx: Context, after: string | null): Promise<void> {
  const { rows } = await sql<{
    home_id: string
  }>`select s.home_id from watch.home_state s left join watch.baseline b on b.home_id = s.home_id
    where s.active_at is not null and (${after}::uuid is null or s.home_id > ${after}::uuid)
      and (b.learned_at is null or b.learned_at < ${ctx.now.subtract({ hours: 6 * 24 + 12 }).toString()})
    order by s.home_id limit ${homesAtOnce}`.execute(ctx.db)
  const homes = await loadHomes(
    ctx,
    rows.map(({ home_id }) => home_id),
    learnedDays,
  )
  const [to, from] = [ctx.now.epochMilliseconds, ctx.now.subtract({ hours: learnedDays * 24 }).epochMilliseconds]
  const rule = getRule('inactivity')
  for (const home of homes) {
    const seriesIds = seers(home).map(({ seriesId }) => seriesId)
    if (seriesIds.length === 0) continue
    const before = new Map<string, number>()
    const moments: number[] = []
    for (const { seriesId, metric, at, value, trust } of await readHot(ctx, words, { seriesIds, metrics: activityMetrics, from, to })) {
      if (trust !== 'trusted' && trust !== 'late') continue
      const key = `${seriesId}/${metric}`
      if (isActivity(metric, value, before.get(key) ?? null)) moments.push(at)
      before.set(key, value)
    }
    const least = settingOf(rule, 'sensorSilentMinutes') * 60_000
    const unseen = [...home.away, ...(await readPauses(ctx, { seriesIds, from, to, least }))]
    const model = learnBaseline(moments, { from, to, unseen, quantile: settingOf(rule, 'quantile') })
    await sql`insert into watch.baseline (home_id, learned_at, days, model) values (${home.id}, ${ctx.now.toString()}, ${model.days}, ${JSON.stringify(model)}::jsonb)
      on conflict (home_id) do update set learned_at = excluded.learned_at, days = excluded.days, model = excluded.model`.execute(ctx.db)
  }
  const last = rows.at(-1)
  if (rows.length === homesAtOnce && last !== undefined) await ctx.enqueue(LearnNext, { after: last.home_id })
}

import { none, type Seen } from './fault.ts'
import type { Told } from './open-crowd.ts'
import type { Stage } from './open-stage.ts'

/** Every acknowledged message is there once; every acknowledged press is one signal of an alarm that has an owner and a deadline, or was closed. */
export async function checkKept(stage: Stage, mark: string, acked: readonly Told[]): Promise<Seen[]> {
  const kept = await stage.rows<{ id: string; n: number }>(
    `select convert_from(raw, 'UTF8')::jsonb->>'id' as id, count(*)::int as n from series.entry
      where convert_from(raw, 'UTF8') like $1 group by 1`,
    [`%"id":"${mark}-%`],
  )
  const times = new Map(kept.map(({ id, n }) => [id, n]))
  const signals = await stage.rows<{ id: string; n: number; owned: boolean }>(
    `select s.why->>'sequence' as id, count(*)::int as n,
        bool_and(a.closed_at is not null and a.closed_by_name <> '' or a.closed_at is null and a.owner_name <> '' and a.deadline_at is not null) as owned
      from watch.signal s join watch.alarm a on a.id = s.alarm_id where s.why->>'sequence' like $1 group by 1`,
    [`${mark}-%`],
  )
  const signalOf = new Map(signals.map((row) => [row.id, row]))
  const presses = acked.filter(({ sos }) => sos)
  return [
    { what: '已确认的消息', promise: '—', seen: `${acked.length}（其中呼救 ${presses.length}）`, passed: acked.length > 0 },
    none(
      '已确认而丢失的消息',
      acked.filter(({ id }) => !times.has(id)).map(({ id }) => id),
    ),
    none(
      '存了两次的消息',
      kept.filter(({ n }) => n > 1),
    ),
    none(
      '已确认而没有信号的呼救',
      presses.filter(({ id }) => !signalOf.has(id)).map(({ id }) => id),
    ),
    none(
      '算了两次的呼救',
      signals.filter(({ n }) => n > 1),
    ),
    none(
      '没有负责人或时限的告警',
      signals.filter(({ owned }) => !owned),
    ),
  ]
}

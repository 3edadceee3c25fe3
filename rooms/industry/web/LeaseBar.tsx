import { todayHere, useWords } from '@yinqiao/kernel/web'
import { en } from './en.ts'
import { layBar } from './lay-bar.ts'
import type { SpaceShown } from './park-words.ts'
import { useFigures } from './use-figures.ts'
import { zh } from './zh.ts'

/** A unit's leases from a year ago to a year ahead: height is the share of its area, hatched is rent-free, the line is today. */
export function LeaseBar({ space }: { readonly space: SpaceShown }) {
  const say = useWords(zh, en)
  const { area } = useFigures()
  const leases = space.leases.filter(({ parentId }) => parentId === null)
  const { pieces, now } = layBar(todayHere(), Math.max(1, space.slices.at(-1)?.areaDm2 ?? 1), leases)
  const words = leases.map(({ firmName, from, lastDay, areaDm2 }) =>
    say('barLabel', { tenant: firmName, from, lastDay: lastDay ?? say('longTerm'), area: area(areaDm2) }),
  )
  return (
    <div className="yq-lease-bar" role="img" aria-label={words.join('；') || say('vacant')}>
      {pieces.map(({ id, left, width, height, free }) => (
        <span key={id} className="yq-lease-piece" style={{ left: `${left}%`, width: `${width}%`, height: `${height}%` }}>
          {free > 0 ? <span className="yq-lease-free" style={{ width: `${free}%` }} /> : null}
        </span>
      ))}
      <span className="yq-lease-now" style={{ left: `${now}%` }} />
    </div>
  )
}

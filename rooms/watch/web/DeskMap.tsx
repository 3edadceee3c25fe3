import { Empty } from '@yinqiao/kernel/web'
import { DistrictMap, type MapPoint } from '@yinqiao/places/web'
import { useMemo } from 'react'
import type { AlarmRow } from '../contract/alarm.ts'
import { isUnclaimed } from '../rules/order-alarms.ts'
import { useDeskWords } from './desk-words.tsx'

interface DeskMapProps {
  readonly rows: readonly AlarmRow[]
  readonly chosen: string | null
  readonly onChoose: (id: string) => void
}

/** Open alarms at the points of their homes; where none is known it says so instead of showing an empty map. */
export function DeskMap({ rows, chosen, onChoose }: DeskMapProps) {
  const say = useDeskWords()
  const points = useMemo(
    () =>
      rows.flatMap((row): MapPoint[] =>
        row.lat === null || row.lon === null
          ? []
          : [
              {
                id: row.id,
                lng: row.lon,
                lat: row.lat,
                tone: isUnclaimed(row) && row.level <= 2 ? 'alert' : row.level <= 2 ? 'busy' : 'due',
              },
            ],
      ),
    [rows],
  )
  if (points.length === 0) return <Empty title={say('mapNone')} />
  return (
    <div className="yq-desk-map">
      <p className="yq-faint">{say('mapSome', { n: points.length, m: rows.length - points.length })}</p>
      <DistrictMap points={points} chosen={chosen} onChoose={onChoose} cluster />
    </div>
  )
}

import { useAllRows, useWords } from '@yinqiao/kernel/web'
import { ListInstitutions } from '@yinqiao/orgs/contract'
import { DistrictMap, type MapPoint } from '@yinqiao/places/web'
import type { TownMapProps } from '@yinqiao/plan/web'
import { useMemo, useState } from 'react'
import { en } from './en.ts'
import { zh } from './zh.ts'

/**
 * Towns as dots coloured by a number: slate the upper third, gold the rest, hollow where there is none. No outline of towns
 * is at hand, so a dot stands at the mean of the located institutions of its town, and says so; towns without one are in the list only.
 */
export function TownMap({ values, chosen, onChoose }: TownMapProps) {
  const say = useWords(zh, en)
  const [large] = useState(() => Math.max(1, innerWidth / 900))
  const located = useAllRows(ListInstitutions, { located: true })
  const points = useMemo(() => {
    const most = Math.max(0, ...[...values.values()].map((value) => value ?? 0))
    const towns = Map.groupBy(
      (located.data?.rows ?? []).filter(({ divisionCode, point }) => divisionCode !== null && point !== null),
      ({ divisionCode }) => divisionCode?.slice(0, 9) ?? '',
    )
    return [...towns].map(([town, own]): MapPoint => {
      const mean = (of: (one: (typeof own)[number]) => number) => own.reduce((sum, one) => sum + of(one), 0) / own.length
      const value = values.get(town) ?? null
      return {
        id: town,
        lng: mean(({ point }) => point?.lng ?? 0),
        lat: mean(({ point }) => point?.lat ?? 0),
        tone: value === null || most === 0 || value === 0 ? 'idle' : value > (most * 2) / 3 ? 'busy' : 'due',
      }
    })
  }, [located.data, values])
  return (
    <figure className="yq-town-map">
      <DistrictMap points={points} chosen={chosen} onChoose={onChoose} dots={large} />
      <figcaption>{say('townMap')}</figcaption>
    </figure>
  )
}

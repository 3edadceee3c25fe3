import { Chart, Sheet, useWords } from '@yinqiao/kernel/web'
import { useMemo } from 'react'
import { en } from './en.ts'
import type { ParkDetail } from './park-words.ts'
import { useFigures } from './use-figures.ts'
import { zh } from './zh.ts'

type Month = ParkDetail['months'][number]
const monthOf = ({ day }: Month) => day.slice(0, 7)
/** Per cent with one place, as drawn; a month without lettable units has none and is a gap in the line. */
const perCent = (part: number, of: number) => (of === 0 ? null : Math.round((part / of) * 1000) / 10)

/** What was let at each month's end of the last twelve, from lease rows: occupied, and of it what bears rent. */
export function OccupancySheet({ park }: { readonly park: ParkDetail }) {
  const say = useWords(zh, en)
  const { area, share } = useFigures()
  const series = useMemo(
    () => [
      { key: 'share', title: say('share'), value: (month: Month) => perCent(month.leasedDm2, month.lettableDm2) },
      { key: 'paying', title: say('payingShare'), value: (month: Month) => perCent(month.payingDm2, month.lettableDm2) },
    ],
    [say],
  )
  const { today } = park
  return (
    <Sheet>
      <Chart
        title={say('months')}
        kind="line"
        rows={park.months}
        label={monthOf}
        labelTitle={say('monthEnd')}
        series={series}
        unit="%"
        height={230}
        level={2}
        synthetic={park.synthetic}
      />
      <p className="yq-faint yq-gap-above">
        {today.share === null
          ? say('todayNone')
          : say('todayTold', {
              share: share(today.share),
              lettable: area(today.lettableDm2),
              leased: area(today.leasedDm2),
              paying: area(today.payingDm2),
            })}
      </p>
    </Sheet>
  )
}

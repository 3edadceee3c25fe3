import { Chart, Sheet, useSay, useViewer, useWords } from '@yinqiao/kernel/web'
import { useMemo } from 'react'
import type { ProjectKind } from '../contract/project-kind.ts'
import type { ProjectRow } from './project-row.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface Bar {
  readonly stage: string | null
  readonly name: string
  readonly moving: number
  readonly stalled: number
}

/** How many works stand in each stage, stalled ones apart; a bar opens its works. */
export function StageChart({
  kind,
  rows,
  onPick,
}: {
  readonly kind: ProjectKind
  readonly rows: readonly ProjectRow[]
  readonly onPick: (stage: string | null) => void
}) {
  const say = useWords(zh, en)
  const title = useSay()
  const { synthetic } = useViewer()
  const bars = useMemo(
    () =>
      [{ code: null, title: { zh: zh.notBegun, en: en.notBegun } }, ...kind.stages, ...kind.aside].map((stage): Bar => {
        const own = rows.filter((row) => row.stage === stage.code)
        const stalled = own.filter((row) => row.stalled).length
        return { stage: stage.code, name: title(stage.title), moving: own.length - stalled, stalled }
      }),
    [kind, rows, title],
  )
  const series = useMemo(
    () => [
      { key: 'moving', title: say('moving'), value: (bar: Bar) => bar.moving },
      { key: 'stalled', title: say('stalled'), value: (bar: Bar) => bar.stalled, alert: true },
    ],
    [say],
  )
  return (
    <Sheet>
      <Chart
        title={say('byStage')}
        kind="stacked"
        rows={bars}
        label={nameOf}
        labelTitle={say('stage')}
        series={series}
        unit={say('works')}
        onPick={(bar) => onPick(bar.stage)}
        height={340}
        level={2}
        synthetic={synthetic}
      />
    </Sheet>
  )
}

const nameOf = (bar: Bar) => bar.name

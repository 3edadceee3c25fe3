import { Chart, Sheet, useViewer, useWords } from '@yinqiao/kernel/web'
import { Stage } from '@yinqiao/industry/contract'
import { useMemo } from 'react'
import type { z } from 'zod'
import type { NodeCard } from './chain-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface Bar {
  readonly stage: z.infer<typeof Stage>
  readonly name: string
  readonly operating: number
  readonly other: number
}
const nameOf = ({ name }: Bar) => name

/** Firms on the end nodes of each stage, those not operating apart; a bar opens its nodes. */
export function FirmsChart({ nodes, onPick }: { readonly nodes: readonly NodeCard[]; readonly onPick: (stage: Bar['stage']) => void }) {
  const say = useWords(zh, en)
  const { synthetic } = useViewer()
  const bars = useMemo(
    () =>
      Stage.options.map((stage): Bar => {
        const here = nodes.filter((node) => node.leaf && node.stage === stage)
        const sum = (count: (node: NodeCard) => number) => here.reduce((all, node) => all + count(node), 0)
        return {
          stage,
          name: say(`stage_${stage}`),
          operating: sum((node) => node.operating),
          other: sum((node) => Math.max(0, node.firms - node.operating)),
        }
      }),
    [nodes, say],
  )
  const series = useMemo(
    () => [
      { key: 'operating', title: say('operatingFirms'), value: (bar: Bar) => bar.operating },
      { key: 'other', title: say('otherFirms'), value: (bar: Bar) => bar.other },
    ],
    [say],
  )
  return (
    <Sheet>
      <Chart
        title={say('firmsByStage')}
        kind="stacked"
        rows={bars}
        label={nameOf}
        labelTitle={say('stage')}
        series={series}
        unit={say('firmPlaces')}
        onPick={({ stage }) => onPick(stage)}
        height={320}
        level={2}
        synthetic={synthetic}
      />
      <p className="yq-faint yq-gap-above">{say('stageHint')}</p>
    </Sheet>
  )
}

import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer])

export interface Drawing {
  readonly show: (option: EChartsCoreOption) => void
  readonly end: () => void
}

/** Draws into an element and keeps its size; told of a pick by the place of the row. Loaded only when a chart is shown. */
export function openDrawing(place: HTMLElement, onPick: (at: number) => void): Drawing {
  const chart = init(place, null, { renderer: 'canvas' })
  chart.on('click', (event) => onPick(event.dataIndex))
  const watcher = new ResizeObserver(() => chart.resize())
  watcher.observe(place)
  return {
    show: (option) => chart.setOption(option, { notMerge: true }),
    end: () => {
      watcher.disconnect()
      chart.dispose()
    },
  }
}

import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTell } from './acts.tsx'
import { csvText, saveFile } from './csv.ts'
import { en } from './en.ts'
import { useWords } from './language.tsx'
import type { Column } from './list-column.ts'
import { exportLimit, type PageSignature, readAllPages } from './list-pages.ts'
import { useViewer } from './viewer.tsx'
import { zh } from './zh.ts'

interface ListExportProps<R> {
  readonly name: string
  readonly title: string
  readonly signature: PageSignature<R>
  readonly input: object
  readonly columns: readonly Column<R>[]
}

/** Exports all rows that match, not only the page; shows how far it is and can be stopped. Synthetic districts mark the file. */
export function ListExport<R>({ name, title, signature, input, columns }: ListExportProps<R>) {
  const say = useWords(zh, en)
  const viewer = useViewer()
  const tell = useTell()
  const [count, setCount] = useState<number>()
  const running = useRef<AbortController | null>(null)

  const run = async () => {
    const control = new AbortController()
    running.current = control
    setCount(0)
    try {
      const { rows, cut } = await readAllPages(signature, input, setCount, control.signal)
      const exported = columns.filter((column) => column.text)
      const lines = [exported.map((column) => column.title), ...rows.map((row) => exported.map((column) => column.text?.(row)))]
      saveFile(
        `${title}${viewer.synthetic ? '（合成数据）' : ''}-${name}.csv`,
        csvText(viewer.synthetic ? [[zh.synthetic, zh.syntheticHint], ...lines] : lines),
      )
      tell.done(cut ? say('exportCut', { n: exportLimit }) : say('exportDone', { n: rows.length }))
    } catch (problem) {
      if (!control.signal.aborted) tell.failed(problem)
    } finally {
      running.current = null
      setCount(undefined)
    }
  }
  if (count !== undefined) {
    return (
      <Button type="text" onClick={() => running.current?.abort()}>
        {say('exporting', { n: count })} {say('exportStop')}
      </Button>
    )
  }
  return (
    <Button type="text" onClick={() => void run()}>
      {say('exportCsv')}
    </Button>
  )
}

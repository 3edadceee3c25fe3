import { mergeMine, RefusalError, useDraftPlace, useTell, useWords } from '@yinqiao/kernel/web'
import { useState } from 'react'
import { en } from './en.ts'
import { zh } from './zh.ts'

interface RecordEdit<R, I> {
  readonly row: R
  /** Name of the form's draft. */
  readonly draft: string
  readonly inputOf: (row: R) => I
  /** The record as the server has it now. */
  readonly now: { readonly data: R | undefined; readonly refetch: () => Promise<unknown> }
  readonly send: (input: I, version: number) => Promise<{ readonly name: string }>
  readonly onClose: () => void
}

/** Edits a record with the version seen; when somebody else saved meanwhile, `conflict` holds both sides until one is chosen. */
export function useRecordEdit<R extends { readonly version: number }, I extends object>({
  row: current,
  inputOf,
  now,
  send,
  ...rest
}: RecordEdit<R, I>) {
  const say = useWords(zh, en)
  const tell = useTell()
  const drafts = useDraftPlace(rest.draft)
  // The record as it was opened: it may be read anew underneath, and only a save may meet the newer one.
  const [row] = useState(current)
  const [mine, setMine] = useState<I>()
  const close = () => {
    drafts.drop()
    rest.onClose()
  }
  const save = async (input: I, seen: number) => {
    try {
      const saved = await send(input, seen)
      tell.done(say('saved', { name: saved.name }))
      close()
    } catch (problem) {
      if (problem instanceof RefusalError && problem.code === 'kernel.changed-meanwhile') {
        await now.refetch()
        setMine(input)
      }
      throw problem
    }
  }
  const { data } = now
  if (!mine || !data) return { row, close, save, conflict: undefined }
  const theirs = inputOf(data)
  const merged = mergeMine(inputOf(row), mine, theirs)
  return { row, close, save, conflict: { merged, theirs, keepMine: () => void save(merged, data.version).catch(tell.failed) } }
}

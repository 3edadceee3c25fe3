import type { Output, RawInput, Signature } from '@yinqiao/kernel/contract'
import { call, useTell } from '@yinqiao/kernel/web'
import type { MadeFile } from '@yinqiao/plan/contract'
import { Button } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { keepFile } from './meeting-words.ts'

type MakesFile = Signature<z.ZodType, typeof MadeFile>

/** Has the server make a file and keeps it; says so when it cannot. */
export function FileButton<S extends MakesFile>({
  of,
  input,
  label,
}: {
  readonly of: S
  readonly input: RawInput<S>
  readonly label: string
}) {
  const tell = useTell()
  const [busy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    try {
      const made: Output<MakesFile> = await call(of, input)
      keepFile(made)
    } catch (problem) {
      tell.failed(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button loading={busy} onClick={() => void make()}>
      {label}
    </Button>
  )
}

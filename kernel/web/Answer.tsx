import type { UseQueryResult } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode } from 'react'
import { RefusalError } from './refusal-error.ts'
import { ErrorView, Loading, OldAnswer } from './states.tsx'

/** Shows the answer of a query, or that it is being read, or why it cannot be and a way to try again. An answer that could not be read anew says how old it is. */
export function Answer<T>({
  of,
  lines,
  children,
}: {
  readonly of: UseQueryResult<T, Error>
  readonly lines?: number
  readonly children: (data: T) => ReactNode
}) {
  // who may no longer see it sees no old answer either
  const shut = of.error instanceof RefusalError && of.error.kind === 'forbidden'
  if (of.data !== undefined && !shut)
    return (
      <>
        {of.isError ? <OldAnswer problem={of.error} at={of.dataUpdatedAt} /> : null}
        {children(of.data)}
      </>
    )
  if (of.isError) return <ErrorView problem={of.error} retry={() => void of.refetch()} />
  return <Loading {...(lines ? { lines } : {})} />
}

/** A parameter of the screen's path (`/orgs/units/$id`). */
export function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false })
  const value = params[name]
  if (value === undefined) throw new Error(`the path of this screen has no $${name}`)
  return value
}

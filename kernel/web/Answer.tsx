import type { UseQueryResult } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode } from 'react'
import { ErrorView, Loading } from './states.tsx'

/** Shows the answer of a query, or that it is being read, or why it cannot be and a way to try again. */
export function Answer<T>({
  of,
  lines,
  children,
}: {
  readonly of: UseQueryResult<T, Error>
  readonly lines?: number
  readonly children: (data: T) => ReactNode
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>
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

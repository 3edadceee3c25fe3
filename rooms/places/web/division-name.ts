import { useQuery } from '@yinqiao/kernel/web'
import { ListDivisions } from '@yinqiao/places/contract'
import { useMemo } from 'react'

/** Names of divisions by code; the code itself while unknown. */
export function useDivisionName(): (code: string | null) => string | null {
  const answer = useQuery(ListDivisions, {})
  const names = useMemo(() => new Map(answer.data?.divisions.map(({ code, name }) => [code, name])), [answer.data])
  return (code) => (code === null ? null : (names.get(code) ?? code))
}

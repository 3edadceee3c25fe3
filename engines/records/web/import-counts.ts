import { useQuery } from '@yinqiao/kernel/web'
import { ListImportRows } from '../contract/import-signatures.ts'

export interface ImportCounts {
  readonly ready: number
  readonly wrong: number
  readonly added: number
  readonly changed: number
  readonly same: number
}

/** How the rows of an import stand, also of one that was begun another day; undefined while it is read. */
export function useImportCounts(importId: string): ImportCounts | undefined {
  const of = { importId, limit: 1 }
  const [ready, wrong, added, changed, same] = [
    useQuery(ListImportRows, { ...of, state: 'ready' }).data?.total,
    useQuery(ListImportRows, { ...of, state: 'wrong' }).data?.total,
    useQuery(ListImportRows, { ...of, state: 'added' }).data?.total,
    useQuery(ListImportRows, { ...of, state: 'changed' }).data?.total,
    useQuery(ListImportRows, { ...of, state: 'same' }).data?.total,
  ].map((total) => total ?? undefined)
  if (ready === undefined || wrong === undefined || added === undefined || changed === undefined || same === undefined) return undefined
  return { ready, wrong, added, changed, same }
}

import { useRoleTitle } from '@yinqiao/access/web'
import { type Names, NamesProvider } from '@yinqiao/kernel/web'
import { useDivisionName } from '@yinqiao/places/web'
import type { ReactNode } from 'react'

/** Which room tells which names. */
export function RoomNames({ children }: { readonly children: ReactNode }) {
  const names: Names = { division: useDivisionName(), role: useRoleTitle() }
  return <NamesProvider names={names}>{children}</NamesProvider>
}

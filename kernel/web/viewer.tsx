import { createContext, type ReactNode, useContext } from 'react'

/** Who looks at the screens: what the server said of the session. Rights only hide what would be refused anyway. */
export interface Viewer {
  readonly accountId: string
  readonly name: string
  readonly role: string
  /** Codes of the permissions the current post holds. */
  readonly permissions: ReadonlySet<string>
  /** The district's data is synthetic: ribbon on screen, mark in every export. */
  readonly synthetic: boolean
}

const ViewerContext = createContext<Viewer | null>(null)

export function ViewerProvider({ viewer, children }: { readonly viewer: Viewer; readonly children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>
}

/** The viewer; only for screens, which exist after sign-in alone. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext)
  if (!viewer) throw new Error('a screen was shown outside the shell')
  return viewer
}

/** Whether to show what needs this permission. */
export function useMay(): (permission: string) => boolean {
  const viewer = useContext(ViewerContext)
  return (permission) => viewer?.permissions.has(permission) ?? false
}

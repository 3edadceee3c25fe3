import { GetSession } from '@yinqiao/access/contract'
import { type Output } from '@yinqiao/kernel/contract'
import { ErrorView, forgetKept, Loading, signedOut, useQuery, type Viewer, ViewerProvider } from '@yinqiao/kernel/web'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'

type SessionAnswer = Output<typeof GetSession>

interface SessionState {
  readonly answer: SessionAnswer
  /** Reads the session anew after sign-in, sign-out or a switch of posts; nothing seen before stays in memory. */
  readonly renew: () => Promise<void>
}

const SessionContext = createContext<SessionState | null>(null)

/** Asks the server who is signed in; shows the screens to a viewer and the sign-in to everybody else, at the same address. */
export function SessionGate({ signIn, children }: { readonly signIn: ReactNode; readonly children: ReactNode }) {
  const client = useQueryClient()
  const answer = useQuery(GetSession, {})
  const state = useMemo<SessionState | null>(() => {
    if (!answer.data) return null
    const renew = async () => {
      forgetKept()
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== GetSession.name })
      await client.refetchQueries({ queryKey: [GetSession.name] })
    }
    return { answer: answer.data, renew }
  }, [answer.data, client])
  useEffect(() => {
    const lost = () => {
      const before = client.getQueryData<SessionAnswer>([GetSession.name, {}])
      if (!before?.session) return
      // Shut at once; then ask what a stranger may be shown (the ways in).
      client.setQueryData([GetSession.name, {}], { ...before, session: null })
      void client.invalidateQueries({ queryKey: [GetSession.name] })
    }
    signedOut.addEventListener('signed-out', lost)
    return () => signedOut.removeEventListener('signed-out', lost)
  }, [client])

  const session = answer.data?.session
  const synthetic = answer.data?.district.synthetic ?? false
  const viewer = useMemo<Viewer | null>(
    () =>
      session
        ? { accountId: session.accountId, name: session.name, role: session.role, permissions: new Set(session.permissions), synthetic }
        : null,
    [session, synthetic],
  )
  if (answer.isError && !state) return <ErrorView problem={answer.error} retry={() => void answer.refetch()} />
  if (!state) return <Loading />
  return <SessionContext value={state}>{viewer ? <ViewerProvider viewer={viewer}>{children}</ViewerProvider> : signIn}</SessionContext>
}

export function useSession(): SessionState {
  const state = useContext(SessionContext)
  if (!state) throw new Error('useSession outside SessionGate')
  return state
}

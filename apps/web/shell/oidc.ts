import { BeginOidc, FinishOidc, type SignIn } from '@yinqiao/access/contract'
import type { Output } from '@yinqiao/kernel/contract'
import { call, useCommand } from '@yinqiao/kernel/web'
import { useEffect, useRef } from 'react'

const attemptKey = 'yinqiao:oidc-attempt'
const backKey = 'yinqiao:oidc-back'
const returnPath = '/sign-in/oidc'

type Again = (code: string | null) => Promise<Output<typeof SignIn>>

/** Single sign-on (OpenID Connect): sends the browser away and takes it up when it comes back, at the address it left. */
export function useOidc(
  go: (again: Again, code: string | null) => Promise<void>,
  failed: (problem: unknown) => void,
): { readonly begin: () => Promise<void>; readonly busy: boolean } {
  const begin = useCommand(BeginOidc, { refresh: [] })
  const taken = useRef(false)
  useEffect(() => {
    const attempt = sessionStorage.getItem(attemptKey)
    if (taken.current || location.pathname !== returnPath || attempt === null) return
    taken.current = true
    sessionStorage.removeItem(attemptKey)
    const callback = location.href
    // The answer of the provider leaves the address bar at once: it must not stay in the history.
    history.replaceState(null, '', sessionStorage.getItem(backKey) ?? '/')
    void go((code) => call(FinishOidc, { attempt, callback, code }), null)
  }, [go])
  return {
    busy: begin.busy,
    begin: async () => {
      try {
        const { url, attempt } = await begin.send({ returnTo: `${location.origin}${returnPath}` })
        sessionStorage.setItem(attemptKey, attempt)
        sessionStorage.setItem(backKey, location.pathname)
        location.assign(url)
      } catch (problem) {
        failed(problem)
      }
    },
  }
}

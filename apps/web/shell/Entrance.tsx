import { Loading } from '@yinqiao/kernel/web'
import { loadPublic } from '@yinqiao/plan/web'
import { lazy, Suspense } from 'react'

export const publicPath = '/public'

const SignInPage = lazy(async () => ({ default: (await import('./SignInPage.tsx')).SignInPage }))
const PublicPage = lazy(async () => ({ default: await loadPublic() }))

/** What somebody who is not signed in meets: the public figures at their address, the sign-in at every other. */
export function Entrance() {
  return <Suspense fallback={<Loading />}>{location.pathname === publicPath ? <PublicPage /> : <SignInPage />}</Suspense>
}

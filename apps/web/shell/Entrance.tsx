import { Loading } from '@yinqiao/kernel/web'
import { loadPublic } from '@yinqiao/plan/web'
import { lazy, Suspense } from 'react'
import { SignInPage } from './SignInPage.tsx'

export const publicPath = '/public'

const PublicPage = lazy(async () => ({ default: await loadPublic() }))

/** What somebody who is not signed in meets: the public figures at their address, the sign-in at every other. */
export function Entrance() {
  if (location.pathname !== publicPath) return <SignInPage />
  return (
    <Suspense fallback={<Loading />}>
      <PublicPage />
    </Suspense>
  )
}

import { kernelEn, kernelZh, Loading, Shortcuts, SyntheticRibbon, useMay, useSay, useWords } from '@yinqiao/kernel/web'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react'
import { screens } from '../rooms.ts'
import { en } from './en.ts'
import { Header } from './Header.tsx'
import { Navigation } from './Navigation.tsx'
import { useSession } from './session.tsx'
import { zh } from './zh.ts'

const FirstPassword = lazy(async () => ({ default: (await import('./FirstPassword.tsx')).FirstPassword }))

/** The desk around every screen: skip link, ribbon, slate roof, navigation, main. Children stand where the route's screen would. */
export function Shell({ children }: { readonly children?: ReactNode }) {
  const say = useWords(zh, en)
  const sayKernel = useWords(kernelZh, kernelEn)
  const title = useSay()
  const may = useMay()
  const { answer } = useSession()
  const [open, setOpen] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => setOpen(false), [path])
  const places = useMemo(
    () => [
      { shortcut: 'h', path: '/', title: say('home') },
      ...screens.flatMap((screen) =>
        screen.shortcut && (!screen.permission || may(screen.permission))
          ? [{ shortcut: screen.shortcut, path: screen.path, title: title(screen.title) }]
          : [],
      ),
    ],
    [say, title, may],
  )
  return (
    <div className="yq-shell">
      <a className="yq-skip" href="#main">
        {sayKernel('skip')}
      </a>
      <Header onMenu={() => setOpen(!open)} menuOpen={open} />
      {answer.district.synthetic ? <SyntheticRibbon /> : null}
      <div className="yq-body">
        <Navigation open={open} />
        <main id="main" tabIndex={-1}>
          <Suspense fallback={<Loading />}>{answer.session?.mustChangePassword ? <FirstPassword /> : (children ?? <Outlet />)}</Suspense>
        </main>
      </div>
      <Shortcuts places={places} />
    </div>
  )
}

import { Empty, ErrorView, Loading, NoPermission, type Screen, useMay, useViewer, useWords } from '@yinqiao/kernel/web'
import { loadPublic, loadWall, type WallPage, wallPermission } from '@yinqiao/plan/web'
import { loadWatchWall, watchWallPermission } from '@yinqiao/watch/web'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { screens } from '../rooms.ts'
import { publicPath } from './Entrance.tsx'
import { en } from './en.ts'
import { Home } from './Home.tsx'
import { useSession } from './session.tsx'
import { Shell } from './Shell.tsx'
import { zh } from './zh.ts'

function NotFound() {
  const say = useWords(zh, en)
  return (
    <Shell>
      <Empty title={say('notFound')} hint={say('notFoundHint')} />
    </Shell>
  )
}

/** Opens a screen only to posts that hold its permission; an address typed by hand gets the same answer as a hidden link. */
function guarded(screen: Pick<Screen, 'permission' | 'roles'>, View: ComponentType): () => ReactNode {
  return function Guarded() {
    const may = useMay()
    const { role } = useViewer()
    const open = (!screen.permission || may(screen.permission)) && (!screen.roles || screen.roles.includes(role))
    return open ? <View /> : <NoPermission />
  }
}

const root = createRootRoute({
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }) => <ErrorView problem={error} retry={reset} />,
})
/** Everything that stands on the desk, under its roof. */
const desk = createRoute({ getParentRoute: () => root, id: 'desk', component: () => <Shell /> })
const home = createRoute({ getParentRoute: () => desk, path: '/', component: Home })
const rest = screens.map((screen) =>
  createRoute({
    getParentRoute: () => desk,
    path: screen.path,
    component: guarded(
      screen,
      lazyRouteComponent(async () => ({ default: await screen.load() })),
    ),
    pendingComponent: Loading,
    errorComponent: ({ error, reset }) => <ErrorView problem={error} retry={reset} />,
  }),
)

/** The wall fills the screen: no roof, no navigation. */
const wall = createRoute({
  getParentRoute: () => root,
  path: '/wall',
  component: guarded(
    { permission: wallPermission },
    lazyRouteComponent(async () => {
      const [WallScreen, WatchWall, { TownMap }] = await Promise.all([loadWall(), loadWatchWall(), import('./TownMap.tsx')])
      const watch: readonly WallPage[] = [{ code: 'watch', title: { zh: '守护', en: 'Watch' }, View: WatchWall }]
      function Wall() {
        const { answer } = useSession()
        const may = useMay()
        return <WallScreen district={answer.district.name} map={TownMap} more={may(watchWallPermission) ? watch : []} />
      }
      return { default: Wall }
    }),
  ),
  pendingComponent: Loading,
})
/** What the public sees, at the same address for those who are signed in. */
const open = createRoute({
  getParentRoute: () => root,
  path: publicPath,
  component: lazyRouteComponent(async () => ({ default: await loadPublic() })),
  pendingComponent: Loading,
})

export const router = createRouter({
  routeTree: root.addChildren([desk.addChildren([home, ...rest]), wall, open]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

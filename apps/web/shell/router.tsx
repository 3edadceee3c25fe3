import { Empty, ErrorView, Loading, NoPermission, type Screen, useMay, useViewer, useWords } from '@yinqiao/kernel/web'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { screens } from '../rooms.ts'
import { en } from './en.ts'
import { Home } from './Home.tsx'
import { Shell } from './Shell.tsx'
import { zh } from './zh.ts'

function NotFound() {
  const say = useWords(zh, en)
  return <Empty title={say('notFound')} hint={say('notFoundHint')} />
}

/** Opens a screen only to posts that hold its permission; an address typed by hand gets the same answer as a hidden link. */
function guarded(screen: Screen, View: ComponentType): () => ReactNode {
  return function Guarded() {
    const may = useMay()
    const { role } = useViewer()
    const open = (!screen.permission || may(screen.permission)) && (!screen.roles || screen.roles.includes(role))
    return open ? <View /> : <NoPermission />
  }
}

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: ({ error, reset }) => <ErrorView problem={error} retry={reset} />,
})
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const rest = screens.map((screen) =>
  createRoute({
    getParentRoute: () => root,
    path: screen.path,
    component: guarded(
      screen,
      lazyRouteComponent(async () => ({ default: await screen.load() })),
    ),
    pendingComponent: Loading,
    errorComponent: ({ error, reset }) => <ErrorView problem={error} retry={reset} />,
  }),
)

export const router = createRouter({ routeTree: root.addChildren([home, ...rest]), defaultPreload: 'intent', scrollRestoration: true })

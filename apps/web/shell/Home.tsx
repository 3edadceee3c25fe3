import { ErrorView, Loading, PageFrame, Sheet, useMay, useSay, useWords } from '@yinqiao/kernel/web'
import { CatchBoundary, type ErrorComponentProps, Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { panels } from '../rooms.ts'
import { en } from './en.ts'
import { useDoors } from './Navigation.tsx'
import { useRoleTitle } from '@yinqiao/access/web'
import { useSession } from './session.tsx'
import { zh } from './zh.ts'

const laid = panels
  .toSorted((a, b) => a.order - b.order)
  .map((panel) => ({ ...panel, View: lazy(async () => ({ default: await panel.load() })) }))

function PanelProblem({ error, reset }: ErrorComponentProps) {
  return (
    <Sheet>
      <ErrorView problem={error} retry={reset} />
    </Sheet>
  )
}

/** The first page of the desk: what waits, then where to go. A panel that fails leaves the others standing. */
export function Home() {
  const say = useWords(zh, en)
  const title = useSay()
  const may = useMay()
  const roleTitle = useRoleTitle()
  const doors = useDoors()
  const { answer } = useSession()
  const session = answer.session
  if (!session) return null
  const post = session.posts.find(({ id }) => id === session.postId)
  return (
    <PageFrame
      title={say('greeting', { name: session.name })}
      lead={say('greetingLead', { role: roleTitle(session.role), place: post?.unitName ?? post?.areaName ?? answer.district.name })}
    >
      {laid
        .filter(({ permission }) => !permission || may(permission))
        .map(({ name, View }) => (
          <CatchBoundary key={name} getResetKey={() => name} errorComponent={PanelProblem}>
            <Suspense
              fallback={
                <Sheet>
                  <Loading />
                </Sheet>
              }
            >
              <View />
            </Suspense>
          </CatchBoundary>
        ))}
      <div className="yq-doors">
        {doors.map(({ group, screens }) => (
          <Sheet key={group} title={say(`group_${group}`)}>
            <ul>
              {screens.map((screen) => (
                <li key={screen.path}>
                  <Link to={screen.path}>{title(screen.title)}</Link>
                  {screen.shortcut ? (
                    <span aria-hidden="true">
                      <kbd>g</kbd> <kbd>{screen.shortcut}</kbd>
                    </span>
                  ) : null}
                </li>
              ))}
            </ul>
          </Sheet>
        ))}
      </div>
    </PageFrame>
  )
}

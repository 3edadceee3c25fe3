import type { Screen } from '@yinqiao/kernel/web'
import { useMay, useSay, useViewer, useWords } from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { screens } from '../rooms.ts'
import { en } from './en.ts'
import { groups } from './groups.ts'
import { zh } from './zh.ts'

/** The screens this post may open, by group. */
export function useDoors(): readonly { readonly group: (typeof groups)[number]; readonly screens: readonly Screen[] }[] {
  const may = useMay()
  const { role } = useViewer()
  return groups.flatMap((group) => {
    const own = screens
      .filter(
        (screen) =>
          screen.group === group && (!screen.permission || may(screen.permission)) && (!screen.roles || screen.roles.includes(role)),
      )
      .toSorted((a, b) => (a.order ?? 50) - (b.order ?? 50))
    return own.length > 0 ? [{ group, screens: own }] : []
  })
}

/** The navigation at the left; folds into a menu on narrow windows. */
export function Navigation({ open }: { readonly open: boolean }) {
  const say = useWords(zh, en)
  const title = useSay()
  const doors = useDoors()
  return (
    <nav id="navigation" className={open ? 'yq-nav yq-nav-open' : 'yq-nav'} aria-label={say('navigation')}>
      <Link to="/" activeOptions={{ exact: true }}>
        {say('home')}
      </Link>
      {doors.map(({ group, screens: own }) => (
        <section key={group} aria-labelledby={`nav-${group}`}>
          <h2 id={`nav-${group}`}>{say(`group_${group}`)}</h2>
          <ul>
            {own.map((screen) => (
              <li key={screen.path}>
                <Link
                  to={screen.path}
                  activeOptions={{ exact: screens.some(({ path, group: inMenu }) => inMenu && path.startsWith(`${screen.path}/`)) }}
                >
                  {title(screen.title)}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

import { useLanguage, useWords } from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { en } from './en.ts'
import { Mark } from './Mark.tsx'
import { useRoleTitle } from '@yinqiao/access/web'
import { useSession } from './session.tsx'
import { zh } from './zh.ts'

const loadMenu = () => import('./AccountMenu.tsx')
const AccountMenu = lazy(async () => ({ default: (await loadMenu()).AccountMenu }))

/** The slate roof: mark, district, current post with its switch, language, sign-out. */
export function Header({ onMenu, menuOpen }: { readonly onMenu: () => void; readonly menuOpen: boolean }) {
  const say = useWords(zh, en)
  const { language, setLanguage } = useLanguage()
  const { answer } = useSession()
  const roleTitle = useRoleTitle()
  const [asked, setAsked] = useState(false)
  const session = answer.session
  if (!session) return null
  const post = session.posts.find(({ id }) => id === session.postId)
  const place = post?.unitName ?? post?.areaName ?? answer.district.name
  const who = (
    <button
      type="button"
      className="yq-who"
      aria-haspopup="menu"
      title={say('account')}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setAsked(true)}
    >
      <span className="yq-who-name">{session.name}</span>
      <span className="yq-who-post">
        {roleTitle(session.role)} · {place}
      </span>
    </button>
  )
  return (
    <header className="yq-roof">
      <Button type="text" className="yq-menu-button" aria-expanded={menuOpen} aria-controls="navigation" onClick={onMenu}>
        {say('menu')}
      </Button>
      <Link to="/" className="yq-mark">
        <Mark />
        <span className="yq-mark-name">{say('product')}</span>
      </Link>
      <span className="yq-district">{answer.district.name}</span>
      <span className="yq-list-space" />
      {asked ? (
        <Suspense fallback={who}>
          <AccountMenu>{who}</AccountMenu>
        </Suspense>
      ) : (
        who
      )}
      <button
        type="button"
        className="yq-roof-button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {say('language')}
      </button>
    </header>
  )
}

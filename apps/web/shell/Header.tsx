import { SignOut, SwitchPost } from '@yinqiao/access/contract'
import { useCommand, useLanguage, useTell, useWords } from '@yinqiao/kernel/web'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { en } from './en.ts'
import { Mark } from './Mark.tsx'
import { useRoleTitle } from '@yinqiao/access/web'
import { useSession } from './session.tsx'
import { zh } from './zh.ts'

/** The slate roof: mark, district, current post with its switch, language, sign-out. */
export function Header({ onMenu, menuOpen }: { readonly onMenu: () => void; readonly menuOpen: boolean }) {
  const say = useWords(zh, en)
  const { language, setLanguage } = useLanguage()
  const { answer, renew } = useSession()
  const navigate = useNavigate()
  const tell = useTell()
  const roleTitle = useRoleTitle()
  const signOut = useCommand(SignOut, { refresh: [] })
  const switchPost = useCommand(SwitchPost, { refresh: [] })
  const session = answer.session
  if (!session) return null
  const post = session.posts.find(({ id }) => id === session.postId)
  const place = post?.unitName ?? post?.areaName ?? answer.district.name

  const change = async (postId: string) => {
    try {
      await switchPost.send({ postId })
      await renew()
      await navigate({ to: '/' })
    } catch (problem) {
      tell.failed(problem)
    }
  }
  const leave = async () => {
    try {
      await signOut.send({})
    } catch (problem) {
      tell.failed(problem)
    }
    await renew()
  }
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
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...(session.posts.length > 1
              ? [
                  {
                    type: 'group' as const,
                    key: 'posts',
                    label: say('posts'),
                    children: session.posts.map(({ id, role, unitName, areaName }) => ({
                      key: id,
                      label: `${roleTitle(role)} · ${unitName ?? areaName ?? answer.district.name}${id === session.postId ? ' ✓' : ''}`,
                    })),
                  },
                ]
              : []),
            { key: 'account', label: say('myAccount') },
            { key: 'leave', label: say('signOut') },
          ],
          onClick: ({ key }) => {
            if (key === 'leave') void leave()
            else if (key === 'account') void navigate({ to: '/access/me' })
            else if (key !== session.postId) void change(key)
          },
        }}
      >
        <button type="button" className="yq-who" aria-haspopup="menu" title={say('account')}>
          <span className="yq-who-name">{session.name}</span>
          <span className="yq-who-post">
            {roleTitle(session.role)} · {place}
          </span>
        </button>
      </Dropdown>
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

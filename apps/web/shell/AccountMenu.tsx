import { SignOut, SwitchPost } from '@yinqiao/access/contract'
import { useRoleTitle } from '@yinqiao/access/web'
import { useCommand, useTell, useWords } from '@yinqiao/kernel/web'
import { useNavigate } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { type ReactElement, useState } from 'react'
import { en } from './en.ts'
import { useSession } from './session.tsx'
import { zh } from './zh.ts'

/** The menu behind one's name: posts, account, sign-out. Fetched at its first press, and open then. */
export function AccountMenu({ children }: { readonly children: ReactElement }) {
  const say = useWords(zh, en)
  const { answer, renew } = useSession()
  const navigate = useNavigate()
  const tell = useTell()
  const roleTitle = useRoleTitle()
  const signOut = useCommand(SignOut, { refresh: [] })
  const switchPost = useCommand(SwitchPost, { refresh: [] })
  const [open, setOpen] = useState(true)
  const session = answer.session
  if (!session) return null

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
  const posts = session.posts.map(({ id, role, unitName, areaName }) => ({
    key: id,
    label: `${roleTitle(role)} · ${unitName ?? areaName ?? answer.district.name}${id === session.postId ? ' ✓' : ''}`,
  }))
  return (
    <Dropdown
      open={open}
      onOpenChange={setOpen}
      autoFocus
      trigger={['click']}
      menu={{
        items: [
          ...(posts.length > 1 ? [{ type: 'group' as const, key: 'posts', label: say('posts'), children: posts }] : []),
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
      {children}
    </Dropdown>
  )
}

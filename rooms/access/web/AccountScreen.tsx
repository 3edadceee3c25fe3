import { EndPost, GetAccount, grantPosts, manageAccounts } from '@yinqiao/access/contract'
import type { Output } from '@yinqiao/kernel/contract'
import {
  Answer,
  Facts,
  PageFrame,
  Sheet,
  StateTag,
  todayHere,
  useCommand,
  useConfirm,
  useDays,
  useMay,
  useParam,
  useQuery,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { AccountActs } from './AccountActs.tsx'
import { en } from './en.ts'
import { GrantPostForm } from './GrantPostForm.tsx'
import { useRoleTitle } from './role-title.ts'
import { zh } from './zh.ts'
import './access.css'

type Account = Output<typeof GetAccount>

/** One account with its posts; each administrator sees only the acts of their own power. */
export function AccountScreen() {
  const accountId = useParam('id')
  const answer = useQuery(GetAccount, { accountId })
  return (
    <Answer of={answer} lines={8}>
      {(account) => <Shown account={account} />}
    </Answer>
  )
}

function Shown({ account }: { readonly account: Account }) {
  const say = useWords(zh, en)
  const may = useMay()
  const { moment } = useDays()
  const [granting, setGranting] = useState(false)
  return (
    <PageFrame
      title={account.name}
      above={<Link to="/access/accounts">{say('back')}</Link>}
      lead={
        account.lockedUntil ? (
          <StateTag tone="alert" word={say('lockedUntil', { at: moment(account.lockedUntil) })} />
        ) : (
          <StateTag tone={account.state === 'active' ? 'good' : 'idle'} word={say(`state_${account.state}`)} />
        )
      }
      acts={<AccountActs account={account} manage={may(manageAccounts.code)} grant={may(grantPosts.code)} />}
    >
      <Sheet>
        <Facts
          unknown={say('unknown')}
          rows={[
            [say('username'), account.username],
            [say('secondFactor'), say(account.secondFactor ? 'bound' : 'unbound')],
            [say('oidcLabel'), account.oidcSubject],
            [say('sessionsLabel'), say('sessionsN', { n: account.sessions })],
            [say('created'), moment(account.createdAt)],
          ]}
        />
      </Sheet>
      <Sheet
        title={say('posts')}
        aside={
          may(grantPosts.code) && account.state === 'active' ? (
            <Button type="primary" onClick={() => setGranting(true)}>
              {say('grant')}
            </Button>
          ) : null
        }
      >
        {account.posts.length === 0 ? <p className="yq-faint">{say('noPosts')}</p> : <Posts account={account} />}
      </Sheet>
      {granting ? <GrantPostForm accountId={account.id} onClose={() => setGranting(false)} /> : null}
    </PageFrame>
  )
}

function Posts({ account }: { readonly account: Account }) {
  const say = useWords(zh, en)
  const may = useMay()
  const confirm = useConfirm()
  const tell = useTell()
  const { day } = useDays()
  const roleTitle = useRoleTitle()
  const end = useCommand(EndPost, { onDone: () => tell.done(say('ended')) })
  const ask = async (postId: string, role: string) => {
    if (await confirm({ title: say('endAsk', { role: roleTitle(role) }), detail: say('endHint'), act: say('end'), danger: true }))
      await end.send({ postId }).catch(tell.failed)
  }
  return (
    <ul className="yq-posts">
      {account.posts.map((post) => (
        <li key={post.id}>
          <strong>{roleTitle(post.role)}</strong>
          <span>
            {[post.unitName, post.areaName ?? post.area, post.persons.length > 0 ? say('personsN', { n: post.persons.length }) : null]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span className="yq-faint">
            {say('from', { day: day(post.validFrom) })}
            {post.validTo ? ` ${say('until', { day: day(post.validTo) })}` : ''}
          </span>
          {post.validTo !== null && post.validTo <= todayHere() ? (
            <span className="yq-tag">{say('endedMark')}</span>
          ) : may(grantPosts.code) ? (
            <Button size="small" danger onClick={() => void ask(post.id, post.role)}>
              {say('end')}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

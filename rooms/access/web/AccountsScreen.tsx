import { type AccountRow, CreateAccount, ListAccounts, manageAccounts, roles } from '@yinqiao/access/contract'
import {
  FilterSelect,
  type Column,
  DataList,
  DraftForm,
  PageFrame,
  StateTag,
  useCommand,
  useDays,
  useKept,
  useMay,
  useSay,
  useWords,
} from '@yinqiao/kernel/web'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { en } from './en.ts'
import { OneTimePassword } from './OneTimePassword.tsx'
import { useRoleTitle } from './role-title.ts'
import { zh } from './zh.ts'

type Row = z.output<typeof AccountRow>
type State = 'active' | 'closed' | 'locked'
const all = { search: '', role: null as string | null, state: null as State | null }

/** The accounts, for the three administrators. */
export function AccountsScreen() {
  const say = useWords(zh, en)
  const title = useSay()
  const roleTitle = useRoleTitle()
  const may = useMay()
  const { moment } = useDays()
  const [filter, setFilter] = useKept('accounts', all)
  const [adding, setAdding] = useState(false)
  const columns: readonly Column<Row>[] = [
    { key: 'username', title: say('username'), text: (row) => row.username, render: (row) => row.username },
    {
      key: 'name',
      title: say('name'),
      text: (row) => row.name,
      render: (row) => (
        <>
          {row.name} {row.synthetic ? <span className="yq-tag">合成数据</span> : null}
        </>
      ),
    },
    {
      key: 'roles',
      title: say('roles'),
      text: (row) => row.roles.map(roleTitle).join('、'),
      render: (row) => (row.roles.length > 0 ? row.roles.map(roleTitle).join('、') : <span className="yq-unknown">{say('noPosts')}</span>),
    },
    {
      key: 'second',
      title: say('secondFactor'),
      width: 90,
      text: (row) => say(row.secondFactor ? 'bound' : 'unbound'),
      render: (row) => say(row.secondFactor ? 'bound' : 'unbound'),
    },
    {
      key: 'state',
      title: say('state'),
      width: 120,
      text: (row) => say(`state_${row.state}`),
      render: (row) =>
        row.lockedUntil ? (
          <StateTag tone="alert" word={say('state_locked')} title={say('lockedUntil', { at: moment(row.lockedUntil) })} />
        ) : (
          <StateTag tone={row.state === 'active' ? 'good' : 'idle'} word={say(`state_${row.state}`)} />
        ),
    },
    { key: 'created', title: say('created'), width: 190, text: (row) => moment(row.createdAt), render: (row) => moment(row.createdAt) },
  ]
  return (
    <PageFrame
      title={say('accounts')}
      lead={say('accountsLead')}
      acts={
        may(manageAccounts.code) ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('newAccount')}
          </Button>
        ) : null
      }
    >
      <DataList
        name="accounts"
        title={say('accounts')}
        signature={ListAccounts}
        input={{ search: filter.search || null, role: filter.role, state: filter.state }}
        columns={columns}
        rowKey={(row) => row.id}
        rowTo={(row) => `/access/accounts/${row.id}`}
        search={{ value: filter.search, set: (search) => setFilter({ ...filter, search }), placeholder: say('searchAccount') }}
        onClear={filter.search || filter.role || filter.state ? () => setFilter(all) : undefined}
        filters={
          <>
            <FilterSelect
              label={say('role')}
              any={say('anyRole')}
              value={filter.role}
              onChange={(role) => setFilter({ ...filter, role: role })}
              options={roles.map((role) => ({ value: role.code, label: title(role.title) }))}
              width={150}
            />
            <FilterSelect
              label={say('state')}
              any={say('anyState')}
              value={filter.state}
              onChange={(state) => setFilter({ ...filter, state: state })}
              options={(['active', 'locked', 'closed'] as const).map((value) => ({ value, label: say(`state_${value}`) }))}
              width={120}
            />
          </>
        }
      />
      {adding ? <NewAccount onClose={() => setAdding(false)} /> : null}
    </PageFrame>
  )
}

function NewAccount({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(zh, en)
  const [password, setPassword] = useState<string>()
  const create = useCommand(CreateAccount, { onDone: (made) => setPassword(made.oneTimePassword) })
  if (password) return <OneTimePassword password={password} onClose={onClose} />
  return (
    <Modal open title={say('newAccount')} onCancel={onClose} footer={null}>
      <DraftForm<typeof CreateAccount, { username: string; name: string; oidcSubject?: string }>
        name="account-new"
        signature={CreateAccount}
        initial={{}}
        toInput={({ username, name, oidcSubject }) => ({ username: username ?? '', name: name ?? '', oidcSubject: oidcSubject || null })}
        send={create.send}
        onCancel={onClose}
        act={say('newAccount')}
      >
        {() => (
          <>
            <Form.Item name="username" label={say('username')} extra={say('usernameHint')} required>
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
            <Form.Item name="name" label={say('name')} required>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item name="oidcSubject" label={say('oidcSubject')}>
              <Input maxLength={200} />
            </Form.Item>
          </>
        )}
      </DraftForm>
    </Modal>
  )
}

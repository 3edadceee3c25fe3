import { command, PageInput, pageOf, permission, query } from '@yinqiao/kernel/contract'
import { ChangedMeanwhile } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { AccountUnknown, NotToYourself, PostUnknown, RolesExclude, ScopeMissing, SessionUnknown, UsernameTaken } from './refusals.ts'

/** Accounts are made by one administrator and given their roles by another. */
export const manageAccounts = permission('access.account.manage', { zh: '建立与停用账号', en: 'Make and close accounts' }, ['system-admin'])
export const grantPosts = permission('access.post.grant', { zh: '授予与收回岗位、重置凭据', en: 'Grant posts and reset credentials' }, [
  'security-admin',
])
export const seeAccounts = permission('access.account.see', { zh: '查看账号', en: 'See accounts' }, [
  'system-admin',
  'security-admin',
  'audit-admin',
])

export const Relation = z.enum(['own', 'family', 'assigned'])

export const Post = z.object({
  id: z.uuid(),
  role: z.string(),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  area: z.string(),
  areaName: z.string().nullable(),
  providerId: z.uuid().nullable(),
  persons: z.array(z.object({ personId: z.uuid(), relation: Relation })),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
})

export const AccountRow = z.object({
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  state: z.enum(['active', 'closed']),
  lockedUntil: z.iso.datetime().nullable(),
  secondFactor: z.boolean(),
  synthetic: z.boolean(),
  roles: z.array(z.string()),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
})

export const ListAccounts = query({
  name: 'access.list-accounts',
  title: { zh: '账号列表', en: 'Accounts' },
  permission: seeAccounts,
  input: PageInput.extend({
    search: z.string().max(80).nullish(),
    role: z.string().nullish(),
    state: z.enum(['active', 'closed', 'locked']).nullish(),
  }),
  output: pageOf(AccountRow),
  refusals: [],
})

export const GetAccount = query({
  name: 'access.get-account',
  title: { zh: '账号', en: 'Account' },
  permission: seeAccounts,
  input: z.object({ accountId: z.uuid() }),
  output: AccountRow.extend({ oidcSubject: z.string().nullable(), posts: z.array(Post), sessions: z.number().int() }),
  refusals: [AccountUnknown],
})

/** The one-time password is shown once, here; it must be changed at the first sign-in. */
export const CreateAccount = command({
  name: 'access.create-account',
  title: { zh: '建立账号', en: 'Create account' },
  permission: manageAccounts,
  input: z.object({
    username: z.string().regex(/^[a-z][a-z0-9._-]{2,39}$/, '账号名须为 3–40 位小写字母、数字、点或横线，以字母开头'),
    name: z.string().min(1).max(40),
    oidcSubject: z.string().max(200).nullish(),
  }),
  output: z.object({ accountId: z.uuid(), oneTimePassword: z.string() }),
  refusals: [UsernameTaken],
})

export const CloseAccount = command({
  name: 'access.close-account',
  title: { zh: '停用账号', en: 'Close account' },
  permission: manageAccounts,
  input: z.object({ accountId: z.uuid(), version: z.number().int(), reason: z.string().min(2).max(200) }),
  output: z.object({ version: z.number().int() }),
  refusals: [AccountUnknown, NotToYourself, ChangedMeanwhile],
})
export const ReopenAccount = command({
  name: 'access.reopen-account',
  title: { zh: '恢复账号', en: 'Reopen account' },
  permission: manageAccounts,
  input: z.object({ accountId: z.uuid(), version: z.number().int(), reason: z.string().min(2).max(200) }),
  output: z.object({ version: z.number().int() }),
  refusals: [AccountUnknown, NotToYourself, ChangedMeanwhile],
})

export const GrantPost = command({
  name: 'access.grant-post',
  title: { zh: '授予岗位', en: 'Grant post' },
  permission: grantPosts,
  isolation: 'serializable',
  input: z.object({
    accountId: z.uuid(),
    role: z.string(),
    unitId: z.uuid().nullish(),
    unitName: z.string().max(80).nullish(),
    area: z
      .string()
      .regex(/^(\d{6}(\d{3}(\d{3})?)?)?$/)
      .default(''),
    providerId: z.uuid().nullish(),
    persons: z
      .array(z.object({ personId: z.uuid(), relation: Relation }))
      .max(50)
      .default([]),
    validTo: z.iso.date().nullish(),
  }),
  output: z.object({ postId: z.uuid() }),
  refusals: [AccountUnknown, RolesExclude, ScopeMissing, NotToYourself],
})

/** Its sessions end at once. */
export const EndPost = command({
  name: 'access.end-post',
  title: { zh: '收回岗位', en: 'End post' },
  permission: grantPosts,
  input: z.object({ postId: z.uuid() }),
  output: z.object({}),
  refusals: [PostUnknown, NotToYourself],
})

export const UnlockAccount = command({
  name: 'access.unlock-account',
  title: { zh: '解锁账号', en: 'Unlock account' },
  permission: grantPosts,
  input: z.object({ accountId: z.uuid() }),
  output: z.object({}),
  refusals: [AccountUnknown, NotToYourself],
})

/** New one-time password and, at choice, a new second factor; ends all sessions of the account. */
export const ResetCredentials = command({
  name: 'access.reset-credentials',
  title: { zh: '重置凭据', en: 'Reset credentials' },
  permission: grantPosts,
  input: z.object({ accountId: z.uuid(), secondFactorToo: z.boolean() }),
  output: z.object({ oneTimePassword: z.string() }),
  refusals: [AccountUnknown, NotToYourself],
})

export const ListOwnSessions = query({
  name: 'access.list-own-sessions',
  title: { zh: '我的登录', en: 'My sessions' },
  permission: 'signed-in',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({ id: z.uuid(), origin: z.string(), createdAt: z.iso.datetime(), lastSeenAt: z.iso.datetime(), current: z.boolean() }),
    ),
  }),
  refusals: [],
})
export const EndOwnSession = command({
  name: 'access.end-own-session',
  title: { zh: '结束登录', en: 'End session' },
  permission: 'signed-in',
  input: z.object({ sessionId: z.uuid() }),
  output: z.object({}),
  refusals: [SessionUnknown],
})

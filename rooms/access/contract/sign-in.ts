import { command, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import {
  AccountClosed,
  AccountLocked,
  DemoOff,
  NoPost,
  NotYourPost,
  SecondFactorDue,
  OidcFailed,
  OidcOff,
  OidcUnlinked,
  SignInFailed,
  WeakPassword,
} from './refusals.ts'

/** A post as its holder sees it. */
export const OwnPost = z.object({
  id: z.uuid(),
  role: z.string(),
  unitName: z.string().nullable(),
  area: z.string(),
  areaName: z.string().nullable(),
})

/** What the sign-in page and the shell need to know: district, ways in, and who is in. */
export const GetSession = query({
  name: 'access.get-session',
  title: { zh: '当前会话', en: 'Current session' },
  permission: 'public',
  input: z.object({}),
  output: z.object({
    district: z.object({ code: z.string(), name: z.string(), synthetic: z.boolean() }),
    oidc: z.object({ title: z.string() }).nullable(),
    demo: z.array(
      z.object({
        accountId: z.uuid(),
        name: z.string(),
        role: z.string(),
        unitName: z.string().nullable(),
        areaName: z.string().nullable(),
      }),
    ),
    session: z
      .object({
        accountId: z.uuid(),
        username: z.string(),
        name: z.string(),
        postId: z.uuid(),
        role: z.string(),
        permissions: z.array(z.string()),
        posts: z.array(OwnPost),
        mustChangePassword: z.boolean(),
      })
      .nullable(),
  }),
  refusals: [],
})

const signedIn = z.object({
  state: z.enum(['signed-in', 'code-needed', 'enrolment-needed']),
  /** For the authenticator app (RFC 6238): base32 secret and otpauth URI; only at first sign-in. */
  enrolment: z.object({ secret: z.string(), uri: z.string() }).nullable(),
})

/** Password, then (called again with `code`) the second factor. A failure counts towards the lock and is kept. */
export const SignIn = command({
  name: 'access.sign-in',
  title: { zh: '登录', en: 'Sign in' },
  permission: 'public',
  remembersRefusal: true,
  perMinute: 30,
  input: z.object({
    username: z.string().min(1).max(80),
    password: z.string().min(1).max(200),
    code: z
      .string()
      .regex(/^\d{6}$/)
      .nullish(),
  }),
  output: signedIn,
  refusals: [SignInFailed, AccountLocked, AccountClosed, NoPost],
})

/** Enters as an account of the synthetic district; these have no password. */
export const EnterDemo = command({
  name: 'access.enter-demo',
  title: { zh: '以演示账号进入', en: 'Enter as a demo account' },
  permission: 'public',
  perMinute: 600,
  input: z.object({ accountId: z.uuid() }),
  output: z.object({}),
  refusals: [DemoOff, NoPost],
})

/** First leg of OpenID Connect (authorization code with PKCE): where the browser goes. `attempt` stays in the browser. */
export const BeginOidc = command({
  name: 'access.begin-oidc',
  title: { zh: '统一身份认证', en: 'Single sign-on' },
  permission: 'public',
  perMinute: 30,
  input: z.object({ returnTo: z.url() }),
  output: z.object({ url: z.string(), attempt: z.string() }),
  refusals: [OidcOff, OidcFailed],
})

/** Second leg: the whole address the provider sent the browser back to. An attempt serves once. */
export const FinishOidc = command({
  name: 'access.finish-oidc',
  title: { zh: '统一身份认证返回', en: 'Finish single sign-on' },
  permission: 'public',
  remembersRefusal: true,
  perMinute: 30,
  input: z.object({
    attempt: z.string().max(200),
    callback: z.url().max(4000),
    code: z
      .string()
      .regex(/^\d{6}$/)
      .nullish(),
  }),
  output: signedIn,
  refusals: [OidcOff, OidcFailed, OidcUnlinked, AccountClosed, AccountLocked, NoPost],
})

export const SignOut = command({
  name: 'access.sign-out',
  title: { zh: '退出', en: 'Sign out' },
  permission: 'signed-in',
  input: z.object({}),
  output: z.object({}),
  refusals: [],
})

/** Takes another post of the same account; what the first post may see is gone at once. */
export const SwitchPost = command({
  name: 'access.switch-post',
  title: { zh: '切换岗位', en: 'Switch post' },
  permission: 'signed-in',
  input: z.object({ postId: z.uuid() }),
  output: z.object({}),
  refusals: [NotYourPost, SecondFactorDue],
})

/** Ends every other session of the account. */
export const ChangePassword = command({
  name: 'access.change-password',
  title: { zh: '修改口令', en: 'Change password' },
  permission: 'signed-in',
  perMinute: 10,
  remembersRefusal: true,
  input: z.object({ current: z.string().max(200), next: z.string().max(200) }),
  output: z.object({}),
  refusals: [SignInFailed, AccountLocked, WeakPassword],
})

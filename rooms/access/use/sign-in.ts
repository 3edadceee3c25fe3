import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { SignIn, SignInFailed } from '../contract/index.ts'
import { findNamed, isPassword } from '../store.ts'
import { countFailure, enter, lockOf } from '../store-entering.ts'

/** Password, then code. Unknown account, wrong password and wrong code answer alike; each failure of a known account counts. */
export const signIn: Body = body(SignIn, async (ctx, { username, password, code }) => {
  const account = await findNamed(ctx, 'username', username)
  const locked = account && lockOf(ctx, account)
  if (locked) return locked
  if (!(await isPassword(password, account?.password_hash ?? null)) || account === undefined) {
    if (account) await countFailure(ctx, account)
    return refuse(SignInFailed)
  }
  return enter(ctx, account, code ?? null, false)
})

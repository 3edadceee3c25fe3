import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { DemoOff, EnterDemo, NoPost } from '../contract/index.ts'
import { type AccessSettings, findNamed, listCurrentPosts, openSession } from '../store.ts'

export const enterDemo = ({ district }: AccessSettings): Body =>
  body(EnterDemo, async (ctx, { accountId }) => {
    const account = district.synthetic ? await findNamed(ctx, 'id', accountId) : undefined
    if (account?.synthetic !== true || account.state !== 'active') return refuse(DemoOff)
    const [first] = await listCurrentPosts(ctx, account.id)
    if (first === undefined) return refuse(NoPost)
    ctx.note({ kind: 'account', id: account.id })
    await openSession(ctx, account.id, first.id)
    return {}
  })

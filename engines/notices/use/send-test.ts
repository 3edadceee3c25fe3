import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { NoSubscription, PushNotConfigured } from '../contract/refusals.ts'
import { SendTest } from '../contract/signatures.ts'
import type { NoticesSettings } from '../settings.ts'
import { sendNotice } from '../store-queue.ts'

export const sendTest = ({ push }: NoticesSettings): Body =>
  body(SendTest, async (ctx) => {
    if (push === null) return refuse(PushNotConfigured)
    const { accountId } = ctx.actor
    const { rows } = await sql`select 1 from notices.subscription where account_id = ${accountId} and ended_at is null limit 1`.execute(
      ctx.db,
    )
    if (accountId === null || rows.length === 0) return refuse(NoSubscription)
    const id = await sendNotice(ctx, {
      key: `test:${ctx.newId()}`,
      topic: 'notices.test',
      subject: { kind: 'account', id: accountId },
      to: { accountId },
      channel: 'push',
      title: '银桥试发',
      body: '这是一条试发的消息，说明本机能收到提醒。This is a test.',
      url: '/notices/mine',
      urgent: true,
    })
    return SendTest.output.parse({ id })
  })

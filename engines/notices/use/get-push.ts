import { type Body, body } from '@yinqiao/kernel'
import { sql } from 'kysely'
import { GetPush } from '../contract/signatures.ts'
import type { NoticesSettings } from '../settings.ts'

export const getPush = ({ push }: NoticesSettings): Body =>
  body(GetPush, async (ctx) => {
    const { rows } = await sql<{
      id: string
      device: string
      madeAt: string
      acceptedAt: string | null
    }>`select id, device, made_at as "madeAt", accepted_at as "acceptedAt"
      from notices.subscription where account_id = ${ctx.actor.accountId} and ended_at is null order by made_at, id`.execute(ctx.db)
    return GetPush.output.parse({ key: push === null ? null : push.keys().publicKey, subscriptions: rows })
  })

import { type Body, body, job } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { sql } from 'kysely'
import { z } from 'zod'
import { PushHostUnknown, PushNotConfigured } from '../contract/refusals.ts'
import { SubscribePush, SubscriptionId } from '../contract/signatures.ts'
import { allowsEndpoint } from '../rules/allows-endpoint.ts'
import { endSubscriptions } from '../send-push.ts'
import type { NoticesSettings } from '../settings.ts'

const ClaimEndpoint = { name: 'notices.claim-endpoint', payload: z.object({ id: SubscriptionId }) }

export const subscribePush = ({ push }: NoticesSettings): Body =>
  body(SubscribePush, async (ctx, { endpoint, keys, device }) => {
    if (push === null) return refuse(PushNotConfigured)
    if (!allowsEndpoint(endpoint, push.hosts)) return refuse(PushHostUnknown, { host: URL.parse(endpoint)?.hostname ?? '' }, 'endpoint')
    const { rows } = await sql<{
      id: string
    }>`insert into notices.subscription (id, account_id, endpoint_blind, endpoint_sealed, secret_sealed, device, made_at)
      values (${ctx.newId()}, ${ctx.actor.accountId}, ${ctx.cipher.blind('push-endpoint', endpoint)}, ${ctx.cipher.seal(endpoint)}, ${ctx.cipher.seal(JSON.stringify(keys))}, ${device}, ${ctx.now.toString()})
      on conflict (account_id, endpoint_blind) do update set endpoint_sealed = excluded.endpoint_sealed, secret_sealed = excluded.secret_sealed,
        device = excluded.device, made_at = excluded.made_at, ended_at = null, end_reason = null
      returning id`.execute(ctx.db)
    const id = SubscriptionId.parse(rows[0]?.id)
    ctx.note({ kind: 'subscription', id, after: { device } })
    await ctx.enqueue(ClaimEndpoint, { id })
    return { id }
  })

/** A browser tells one account at a time: who signed in there before is told there no more. Their rows are beyond the sight of who subscribes now. */
export const claimEndpointJob = job(ClaimEndpoint, async (ctx, { id }) => {
  const { rows } = await sql<{ id: string }>`select o.id from notices.subscription s
    join notices.subscription o on o.endpoint_blind = s.endpoint_blind and o.account_id <> s.account_id and o.ended_at is null and o.made_at <= s.made_at and o.id <> s.id
    where s.id = ${id} and s.ended_at is null`.execute(ctx.db)
  await endSubscriptions(
    ctx,
    rows.map((row) => row.id),
    'other-account',
  )
})

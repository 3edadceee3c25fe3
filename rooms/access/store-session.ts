import { sm3 } from '@yinqiao/kernel'
import type { Actor } from '@yinqiao/kernel/contract'
import type { Pool } from 'pg'
import { idleMinutes, longestHours } from './rules/count-failure.ts'

interface Found {
  session_id: string
  account_id: string
  name: string
  post_id: string
  role: string
  unit_id: string | null
  area: string
  provider_id: string | null
  persons: string[]
}

/** Who stands behind a session token now; null when it is unknown, ended, idle too long, or its post is over. One round trip. */
export async function findActor(pool: Pool, token: string, now: Temporal.Instant): Promise<Actor | null> {
  const { rows } = await pool.query<Found>({
    name: 'find-session',
    text: 'select * from access.find_session($1, $2, $3, $4)',
    values: [sm3(token), now.toString(), `${idleMinutes} minutes`, `${longestHours} hours`],
  })
  const [found] = rows
  if (found === undefined) return null
  return {
    accountId: found.account_id,
    postId: found.post_id,
    role: found.role,
    name: found.name,
    unitId: found.unit_id,
    area: found.area,
    providerId: found.provider_id,
    persons: found.persons,
    sessionId: found.session_id,
  }
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sm3 } from '@yinqiao/kernel'
import { withClient } from '@yinqiao/kernel/server'

/** Connection string of the server's administrator, who sees all rows; the test stays unknown to the program as a user of the server. */
export function adminUrl(dataFolder: string, database = 'yinqiao'): string {
  const { admin } = JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8')) as { admin: string }
  const port = readFileSync(join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3]
  return `postgres://yinqiao_admin:${admin}@127.0.0.1:${port}/${database}`
}

/** Rows of a program's database, past row security. */
export async function allRows<R>(dataFolder: string, sql: string, parameters: readonly unknown[] = []): Promise<R[]> {
  return withClient(adminUrl(dataFolder), async (admin) => (await admin.query(sql, [...parameters])).rows as R[])
}

/** A live session of a new account with one post, as a sign-in would have left it. */
export async function giveSession(
  dataFolder: string,
  role: string,
  area = '320507',
): Promise<{ readonly cookie: string; readonly accountId: string }> {
  const [cookie, accountId, postId] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  await allRows(
    dataFolder,
    `insert into access.account (id, username, name, must_change_password, created_at) values ($1, $2, '测试', false, now())`,
    [accountId, `t${accountId}`],
  )
  await allRows(
    dataFolder,
    `insert into access.post (id, account_id, role, area, valid_from, granted_at) values ($1, $2, $3, $4, '2026-01-01', now())`,
    [postId, accountId, role, area],
  )
  await allRows(
    dataFolder,
    `insert into access.session (id, token_hash, account_id, post_id, origin, created_at, last_seen_at) values ($1, $2, $3, $4, 'test', now(), now())`,
    [crypto.randomUUID(), sm3(cookie), accountId, postId],
  )
  return { cookie, accountId }
}

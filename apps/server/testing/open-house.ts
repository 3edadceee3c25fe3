import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findActor } from '@yinqiao/access'
import { sm3 } from '@yinqiao/kernel'
import type { Signature } from '@yinqiao/kernel/contract'
import { type Kernel, openHttp } from '@yinqiao/kernel/server'
import { type TestRooms, testRooms } from '@yinqiao/kernel/testing'
import { noChannels, receiveReceipts } from '@yinqiao/notices'
import { Decomposition } from '@yinqiao/plan/contract'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { root } from '../config.ts'
import { rooms } from '../rooms.ts'
import { loadQinghe } from './load-qinghe.ts'

/** Scope of a test account's one post. */
export interface Scope {
  readonly area?: string
  readonly persons?: readonly { readonly personId: string; readonly relation: 'own' | 'family' | 'assigned' }[]
}

/** What came back over the wire. */
export interface Reply {
  readonly status: number
  readonly text: string
  /** Code of the refusal; undefined when it was none. */
  readonly refused: string | undefined
}

/** All rooms behind a listening HTTP server, on a database of their own with the invented 青禾区 loaded. */
export interface House {
  readonly t: TestRooms
  readonly app: FastifyInstance
  readonly signatures: readonly Signature[]
  readonly logFile: string
  /** Makes an account with one post of a role; returns tokens of as many live sessions as asked. */
  enter(role: string, scope?: Scope, sessions?: number): Promise<string[]>
  /** POSTs JSON with a new idempotency key, as the browser would. */
  post(name: string, body: unknown, token?: string): Promise<Reply>
  get(path: string, token?: string): Promise<Reply>
  close(): Promise<void>
}

const settings = {
  district: { code: '990101', name: '青禾区', synthetic: false },
  oidc: null,
  permissionsOf: () => [],
  keptHead: () => null,
  decomposition: Decomposition.parse(JSON.parse(readFileSync(join(root, 'rooms/plan/data/xiangcheng-rows.json'), 'utf8'))),
}

/** The rooms of the program as the tests of the whole house run them. */
export const allRooms = rooms(settings)

export async function openHouse(): Promise<House> {
  const t = await testRooms(allRooms, { area: '990101' })
  await loadQinghe(t)
  const folder = mkdtempSync(join(tmpdir(), 'yinqiao-house-'))
  const logFile = join(folder, 'yinqiao.log')
  const kernel: Kernel = { ...t.kernel, log: pino({ level: 'trace' }, pino.destination({ dest: logFile, sync: true })) }
  const app = await openHttp(kernel, { findActor: (token) => findActor(kernel.pool, token, kernel.chance.now()) })
  await receiveReceipts(app, kernel, noChannels)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const ask = async (path: string, token: string | undefined, init: RequestInit): Promise<Reply> => {
    const answer = await fetch(`${address}${path}`, {
      ...init,
      headers: { ...init.headers, ...(token === undefined ? {} : { cookie: `yinqiao_session=${token}` }) },
    })
    const text = await answer.text()
    return { status: answer.status, text, refused: /^\{"refused":\{"code":"([a-z.-]+)"/.exec(text)?.[1] }
  }
  return {
    t,
    app,
    logFile,
    signatures: allRooms.flatMap((room) => room.signatures),
    async enter(role, { area = '', persons = [] } = {}, sessions = 1) {
      const [account, post] = [randomUUID(), randomUUID()]
      const now = kernel.chance.now().toString()
      await t.rows(`insert into access.account (id, username, name, must_change_password, created_at) values ($1, $2, '测试', false, $3)`, [
        account,
        `t-${account}`,
        now,
      ])
      await t.rows(
        `insert into access.post (id, account_id, role, area, valid_from, granted_at) values ($1, $2, $3, $4, '2026-01-01', $5)`,
        [post, account, role, area, now],
      )
      for (const { personId, relation } of persons)
        await t.rows('insert into access.post_person (post_id, person_id, relation) values ($1, $2, $3)', [post, personId, relation])
      const tokens = Array.from({ length: sessions }, () => randomBytes(24).toString('base64url'))
      await t.rows(
        `insert into access.session (id, token_hash, account_id, post_id, origin, created_at, last_seen_at)
        select gen_random_uuid(), hash, $1, $2, 'test', $3, $3 from unnest($4::text[]) as hash`,
        [account, post, now, tokens.map((token) => sm3(token))],
      )
      return tokens
    },
    post: (name, body, token) =>
      ask(`/api/${name.replace('.', '/')}`, token, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'x-yinqiao': '1', 'idempotency-key': randomUUID() },
      }),
    get: (path, token) => ask(path, token, {}),
    async close() {
      await app.close()
      await t.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

// The peer of B11: node:http and pg, the same SQL, nothing else. No session, scopes, row security, schema, audit, idempotency.
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { Pool } from 'pg'
import type { Operation } from './b11-operations.ts'

const [, , url, file = ''] = process.argv
const operations = JSON.parse(readFileSync(file, 'utf8')) as Operation[]
const known = new Set(operations.flatMap(({ input }) => uuidsIn(JSON.stringify(input))))
const pool = new Pool({ connectionString: url, max: 12 })

function uuidsIn(value: string): string[] {
  return value.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []
}

/** Ids that the recorded call made are made anew, so that a write can be asked many times. */
function renewed(values: readonly unknown[], fresh: Map<string, string>): unknown[] {
  return values.map((value) => {
    if (typeof value !== 'string') return value
    let changed = value
    for (const id of uuidsIn(value)) {
      if (known.has(id)) continue
      if (!fresh.has(id)) fresh.set(id, crypto.randomUUID())
      changed = changed.replaceAll(id, fresh.get(id) ?? id)
    }
    return changed
  })
}

async function answer(request: IncomingMessage): Promise<string> {
  const { operation: at } = JSON.parse(await text(request)) as { operation: number }
  const operation = operations[at]
  if (operation === undefined) throw new Error('no such operation')
  const results: unknown[] = []
  const client = await pool.connect()
  try {
    if (operation.kind === 'write') {
      const fresh = new Map<string, string>()
      await client.query('begin')
      for (const { text: sql, values } of operation.statements) results.push((await client.query(sql, renewed(values, fresh))).rows)
      await client.query('commit')
    } else for (const { text: sql, values } of operation.statements) results.push((await client.query(sql, [...values])).rows)
  } finally {
    client.release()
  }
  return JSON.stringify(results)
}

const server = createServer((request, reply) => {
  answer(request).then(
    (body) => reply.writeHead(200, { 'content-type': 'application/json' }).end(body),
    (error: Error) => reply.writeHead(500).end(error.message),
  )
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address !== null ? address.port : 0)
})

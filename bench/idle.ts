// The peer of B14: a server that does nothing, with the two libraries it would need.
import { createServer } from 'node:http'
import { Pool } from 'pg'

const pool = new Pool({ max: 1 })
createServer((_request, reply) => reply.end(String(pool.totalCount))).listen(0, '127.0.0.1', () => console.log('ready'))

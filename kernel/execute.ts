import { sql } from 'kysely'
import type { PoolClient } from 'pg'
import { uuid7 } from './chance.ts'
import type { Actor } from './contract/actor.ts'
import { isRefusal, type Refusal, refuse } from './contract/refusal.ts'
import { Internal, KeyMissing, KeyReused, NotAllowed, NotSignedIn } from './contract/refusals.ts'
import { roomOf, type Signature } from './contract/signature.ts'
import { beginAs, onClient } from './database.ts'
import { databaseAway } from './database-away.ts'
import { writeAuditLine } from './audit.ts'
import { checkInput } from './input-check.ts'
import type { Kernel } from './kernel.ts'
import { makeContext } from './make-context.ts'
import { flushOutbox } from './outbox.ts'
import { transact } from './transaction.ts'

export type Outcome = { readonly ok: true; readonly value: unknown; readonly session?: string | null } | { readonly ok: false; readonly refusal: Refusal }

/** How a call came in. */
export interface Call {
  readonly actor: Actor
  /** Idempotency key; a command without one is refused. */
  readonly key?: string | undefined
  /** Network address or `cli:user`, for the audit line. */
  readonly origin: string
  /** Local command line of the operator of this machine: the permission is not asked, the call is audited as the system. */
  readonly trusted?: boolean
}

const no = (refusal: Refusal): Outcome => ({ ok: false, refusal })

/** Runs one use case from raw input to outcome: permission, schema, transaction, idempotency, outbox, audit. */
export async function execute(kernel: Kernel, signature: Signature, raw: unknown, call: Call): Promise<Outcome> {
  const refused = checkPermission(signature, call)
  if (refused) {
    await auditDenied(kernel, signature, call, refused.refused.code)
    return no(refused)
  }
  if (signature.kind === 'command' && (call.key === undefined || !/^[\x21-\x7e]{8,200}$/.test(call.key))) return no(refuse(KeyMissing))
  const checked = checkInput(signature, raw)
  if (isRefusal(checked)) return no(checked)
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptOnce(kernel, signature, checked.input, call)
    } catch (error) {
      const code = (error as { code?: string }).code ?? ''
      // serialization failure, deadlock: the transaction left nothing, so it may be tried again
      if ((code === '40001' || code === '40P01') && attempt < 5) continue
      return no(surprise(kernel, signature, error, code))
    }
  }
}

function checkPermission({ permission }: Signature, { actor, trusted }: Call): Refusal | undefined {
  if (trusted === true || permission === 'public') return undefined
  if (actor.role === 'anonymous') return refuse(NotSignedIn)
  if (permission === 'signed-in' || permission.roles.includes(actor.role)) return undefined
  return refuse(NotAllowed, { permission: permission.title.zh })
}

async function attemptOnce(kernel: Kernel, signature: Signature, input: unknown, call: Call): Promise<Outcome> {
  const isCommand = signature.kind === 'command'
  const mode = isCommand ? (signature.isolation ?? 'read committed') : signature.readsPersons === true ? 'read committed' : 'read only'
  const client = await kernel.pool.connect()
  let broken: Error | undefined
  try {
    await client.query(beginAs(call.actor, mode))
    const outcome = isCommand ? await runCommand(kernel, client, signature, input, call) : await runQuery(kernel, client, signature, input, call)
    await client.query('commit')
    return outcome
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    client.release(broken)
  }
}

async function runQuery(kernel: Kernel, client: PoolClient, signature: Signature, input: unknown, call: Call): Promise<Outcome> {
  const { ctx, subjects } = makeContext(kernel, onClient(client), call.actor, roomOf(signature.name), call.origin)
  const value = await bodyOf(kernel, signature).run(ctx, input as never)
  if (signature.readsPersons === true) await writeAuditLine(ctx, signature, isRefusal(value) ? value.refused.code : 'done', subjects, call.origin)
  return isRefusal(value) ? no(value) : { ok: true, value: signature.output.parse(value) }
}

async function runCommand(kernel: Kernel, client: PoolClient, signature: Signature, input: unknown, call: Call): Promise<Outcome> {
  const gathered = makeContext(kernel, onClient(client), call.actor, roomOf(signature.name), call.origin)
  const { ctx } = gathered
  const actorKey = call.actor.accountId ?? 'anonymous'
  const bodyHash = kernel.cipher.blind('idempotency', JSON.stringify([signature.name, input]))
  const { rows } = await sql`insert into kernel.idempotency (actor, key, signature, body_hash, at)
    values (${actorKey}, ${call.key}, ${signature.name}, ${bodyHash}, ${ctx.now.toString()}) on conflict do nothing returning key`.execute(ctx.db)
  if (rows.length === 0) return await earlierOutcome(kernel, client, actorKey, call.key ?? '', bodyHash)
  await client.query('savepoint work')
  const answer = await bodyOf(kernel, signature).run(ctx, input as never)
  // a refusal undoes all the body wrote, and is itself remembered under the key
  if (isRefusal(answer) && signature.remembersRefusal !== true) await client.query('rollback to savepoint work')
  else await flushOutbox(ctx.db, kernel.registry, gathered.events, gathered.jobs)
  const outcome: Outcome = isRefusal(answer) ? no(answer) : { ok: true, value: signature.output.parse(answer) }
  await sql`update kernel.idempotency set outcome = ${kernel.cipher.seal(JSON.stringify(outcome))} where actor = ${actorKey} and key = ${call.key}`.execute(ctx.db)
  await writeAuditLine(ctx, signature, outcome.ok ? 'done' : outcome.refusal.refused.code, gathered.subjects, call.origin)
  return outcome.ok && gathered.session.token !== undefined ? { ...outcome, session: gathered.session.token } : outcome
}

async function earlierOutcome(kernel: Kernel, client: PoolClient, actor: string, key: string, bodyHash: string): Promise<Outcome> {
  const { rows } = await client.query<{ body_hash: string; outcome: string | null }>('select body_hash, outcome from kernel.idempotency where actor = $1 and key = $2', [actor, key])
  const [earlier] = rows
  if (earlier === undefined || earlier.body_hash !== bodyHash || earlier.outcome === null) return no(refuse(KeyReused))
  return JSON.parse(kernel.cipher.open(earlier.outcome)) as Outcome
}

function bodyOf(kernel: Kernel, signature: Signature) {
  const body = kernel.registry.bodies.get(signature.name)
  if (body === undefined) throw new Error(`${signature.name} has no body`)
  return body
}

/** A denied call leaves its line too; the answer does not wait for a database that is away. */
async function auditDenied(kernel: Kernel, signature: Signature, call: Call, outcome: string): Promise<void> {
  await transact(kernel, { actor: call.actor, room: roomOf(signature.name), origin: call.origin }, (ctx) => writeAuditLine(ctx, signature, outcome, [], call.origin)).catch((error: Error) =>
    kernel.log.warn({ reason: error.message.slice(0, 200) }, 'denied call not audited'),
  )
}

function surprise(kernel: Kernel, signature: Signature, error: unknown, code: string): Refusal {
  const reference = uuid7(kernel.chance).slice(-12)
  // the detail of a database error can hold values of persons: only code, place and constraint go to the log
  kernel.log.error({ reference, signature: signature.name, code, constraint: (error as { constraint?: string }).constraint, stack: code === '' ? (error as Error).stack : undefined }, 'call failed')
  return databaseAway(error) ?? refuse(Internal, { reference })
}

import type { PoolClient } from 'pg'
import { uuid7 } from './chance.ts'
import type { Actor } from './contract/actor.ts'
import { isRefusal, type Refusal, refuse } from './contract/refusal.ts'
import { Internal, KeyMissing, KeyReused, NotAllowed, NotSignedIn, ReadOnly } from './contract/refusals.ts'
import { roomOf, type Signature } from './contract/signature.ts'
import { begin, commit, onClient, send, type Span, type Statement } from './database.ts'
import { databaseAway } from './database-away.ts'
import { auditStatement, writeAuditLine } from './audit.ts'
import { checkInput } from './input-check.ts'
import type { Kernel } from './kernel.ts'
import { makeContext } from './make-context.ts'
import { flushOutbox } from './outbox.ts'
import { transact } from './transaction.ts'

export type Outcome =
  | { readonly ok: true; readonly value: unknown; readonly session?: string | null }
  | { readonly ok: false; readonly refusal: Refusal }

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
  for (let attempt = 1, owing = false; ; attempt++) {
    try {
      return await attemptOnce(kernel, signature, checked.input, call, owing)
    } catch (error) {
      const code = (error as { code?: string }).code ?? ''
      // serialization failure, deadlock: the transaction left nothing, so it may be tried again
      if ((code === '40001' || code === '40P01') && attempt < 5) continue
      // a full disk has no room for the line that tells of a look at persons: who is on duty must see them all the same
      if (code === '53100' && signature.readsPersons === true && signature.kind === 'query' && kernel.owed !== undefined && !owing) {
        owing = true
        continue
      }
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

/** The outcome of a body, and the statements that are still to be sent with the commit. */
interface Ending {
  readonly outcome: Outcome
  readonly last: readonly Statement[]
}

async function attemptOnce(kernel: Kernel, signature: Signature, input: unknown, call: Call, owing: boolean): Promise<Outcome> {
  const isCommand = signature.kind === 'command'
  const mode = isCommand
    ? (signature.isolation ?? 'read committed')
    : signature.readsPersons === true && !owing
      ? 'read committed'
      : 'read only'
  const client = await kernel.pool.connect()
  const release = () => client.release()
  const giveUp = (lost: Error) => client.release(lost)
  const span: Span = { over: false }
  try {
    const began = begin(client, call.actor, mode)
    const { outcome, last } = await (isCommand ? runCommand : runQuery)(kernel, client, span, signature, input, call)
    span.over = true
    const committed = commit(client, began, owing ? [] : last)
    // a transaction that wrote nothing has nothing to lose: its answer need not wait for the end of it
    if (mode === 'read only') void committed.then(release, giveUp)
    else {
      await committed
      release()
    }
    return owing && kernel.owed?.owe(last) !== true ? no(refuse(ReadOnly)) : outcome
  } catch (error) {
    span.over = true
    await client.query('rollback').then(release, giveUp)
    throw error
  }
}

async function runQuery(kernel: Kernel, client: PoolClient, span: Span, signature: Signature, input: unknown, call: Call): Promise<Ending> {
  const { ctx, subjects } = makeContext(kernel, onClient(client, span), call.actor, roomOf(signature.name), call.origin)
  const value = await bodyOf(kernel, signature).run(ctx, input as never)
  const last =
    signature.readsPersons === true
      ? [auditStatement(ctx, signature, isRefusal(value) ? value.refused.code : 'done', subjects, call.origin)]
      : []
  return { outcome: isRefusal(value) ? no(value) : { ok: true, value: signature.output.parse(value) }, last }
}

async function runCommand(
  kernel: Kernel,
  client: PoolClient,
  span: Span,
  signature: Signature,
  input: unknown,
  call: Call,
): Promise<Ending> {
  const gathered = makeContext(kernel, onClient(client, span), call.actor, roomOf(signature.name), call.origin)
  const { ctx } = gathered
  const actorKey = call.actor.accountId ?? 'anonymous'
  const bodyHash = kernel.cipher.blind('idempotency', JSON.stringify([signature.name, input]))
  const claimed = await send(client, {
    text: 'insert into kernel.idempotency (actor, key, signature, body_hash, at) values ($1, $2, $3, $4, $5) on conflict do nothing returning key',
    values: [actorKey, call.key, signature.name, bodyHash, ctx.now.toString()],
  })
  if (claimed.rows.length === 0) return { outcome: await earlierOutcome(kernel, client, actorKey, call.key ?? '', bodyHash), last: [] }
  // not waited for: without it every statement of the body would fail
  client.query('savepoint work').catch(() => {})
  const answer = await bodyOf(kernel, signature).run(ctx, input as never)
  // a refusal undoes all the body wrote, and is itself remembered under the key
  const undone = isRefusal(answer) && signature.remembersRefusal !== true
  if (!undone) await flushOutbox(ctx.db, kernel.registry, gathered.events, gathered.jobs, gathered.news)
  const outcome: Outcome = isRefusal(answer) ? no(answer) : { ok: true, value: signature.output.parse(answer) }
  const last: Statement[] = [
    ...(undone ? [{ text: 'rollback to savepoint work' }] : []),
    {
      text: 'update kernel.idempotency set outcome = $1 where actor = $2 and key = $3',
      values: [kernel.cipher.seal(JSON.stringify(outcome)), actorKey, call.key],
    },
    ...(signature.quiet === true && outcome.ok && gathered.subjects.length === 0
      ? []
      : [auditStatement(ctx, signature, outcome.ok ? 'done' : outcome.refusal.refused.code, gathered.subjects, call.origin)]),
  ]
  return { outcome: outcome.ok && gathered.session.token !== undefined ? { ...outcome, session: gathered.session.token } : outcome, last }
}

async function earlierOutcome(kernel: Kernel, client: PoolClient, actor: string, key: string, bodyHash: string): Promise<Outcome> {
  const { rows } = await client.query<{ body_hash: string; outcome: string | null }>(
    'select body_hash, outcome from kernel.idempotency where actor = $1 and key = $2',
    [actor, key],
  )
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
  await transact(kernel, { actor: call.actor, room: roomOf(signature.name), origin: call.origin }, (ctx) =>
    writeAuditLine(ctx, signature, outcome, [], call.origin),
  ).catch((error: Error) => kernel.log.warn({ reason: error.message.slice(0, 200) }, 'denied call not audited'))
}

function surprise(kernel: Kernel, signature: Signature, error: unknown, code: string): Refusal {
  const reference = uuid7(kernel.chance).slice(-12)
  // the detail of a database error can hold values of persons: only code, place and constraint go to the log
  kernel.log.error(
    {
      reference,
      signature: signature.name,
      code,
      constraint: (error as { constraint?: string }).constraint,
      stack: code === '' ? (error as Error).stack : undefined,
    },
    'call failed',
  )
  return databaseAway(error) ?? refuse(Internal, { reference })
}

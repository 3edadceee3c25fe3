import { CompiledQuery, sql } from 'kysely'
import type { AuditSubject, Context } from './context.ts'
import type { Database } from './database-handle.ts'
import { sm3 } from './cipher.ts'
import type { Signature } from './contract/signature.ts'
import type { Statement } from './database.ts'

/** A line of the audit as it is chained. */
export interface AuditLine {
  readonly n: number
  readonly id: string
  readonly at: string
  readonly account_id: string | null
  readonly post_id: string | null
  readonly role: string
  readonly name: string
  readonly signature: string
  readonly outcome: string
  readonly subjects: string
  readonly origin: string
}

/** The statement that writes who did what to which subjects. */
export function auditStatement(
  ctx: Context,
  signature: Pick<Signature, 'name'>,
  outcome: string,
  subjects: readonly AuditSubject[],
  origin: string,
): Statement {
  const { actor } = ctx
  return {
    text: 'insert into kernel.audit_line (id, at, account_id, post_id, role, name, signature, outcome, subjects, origin) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
    values: [
      ctx.newId(),
      ctx.now.toString(),
      actor.accountId,
      actor.postId,
      actor.role,
      actor.name,
      signature.name,
      outcome,
      JSON.stringify(subjects),
      origin,
    ],
  }
}

/** Writes who did what to which subjects; in the transaction of the deed itself. */
export async function writeAuditLine(
  ctx: Context,
  signature: Pick<Signature, 'name'>,
  outcome: string,
  subjects: readonly AuditSubject[],
  origin: string,
): Promise<void> {
  const { text, values = [] } = auditStatement(ctx, signature, outcome, subjects, origin)
  await ctx.db.executeQuery(CompiledQuery.raw(text, [...values]))
}

/** The digest of a line after `previous`: SM3 over all fields in fixed order. */
export function chainHash(previous: string, line: AuditLine): string {
  const { n, id, at, account_id, post_id, role, name, signature, outcome, subjects, origin } = line
  return sm3(JSON.stringify([previous, n, id, at, account_id, post_id, role, name, signature, outcome, subjects, origin]))
}

/** The last link of the chain; also kept outside the database, so that a cut tail shows. */
export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

// numbers are given before commit, so a line may come in below one that is chained; no transaction lives that long
const lateLines = 50_000

/** Chains the lines that are not chained yet, `limit` at most; safe to run twice at once. Returns the new head. */
export async function sealAudit(db: Database, limit = 5000): Promise<ChainHead & { readonly added: number }> {
  await sql`select pg_advisory_xact_lock(7412027)`.execute(db)
  const last = await sql<{ seq: number; hash: string }>`select seq, hash from kernel.audit_seal order by seq desc limit 1`.execute(db)
  let { seq, hash } = last.rows[0] ?? { seq: 0, hash: '' }
  const open = await sql<AuditLine>`select l.* from kernel.audit_line l
    where l.n > (select coalesce(max(line), 0) from kernel.audit_seal) - ${lateLines} and not exists (select from kernel.audit_seal s where s.line = l.n)
    order by l.n limit ${limit}`.execute(db)
  const links = open.rows.map((line) => {
    seq += 1
    hash = chainHash(hash, line)
    return { seq, line: line.n, hash }
  })
  if (links.length > 0) {
    await sql`insert into kernel.audit_seal (seq, line, hash)
      select seq, line, hash from json_to_recordset(${JSON.stringify(links)}::json) as s(seq bigint, line bigint, hash text)`.execute(db)
  }
  return { seq, hash, added: links.length }
}

export type ChainFault = { readonly seq: number; readonly fault: 'line-changed' | 'line-missing' | 'link-missing' | 'head-changed' }

/** Recomputes the whole chain in pages and compares it with the head kept outside; no fault = untouched. */
export async function verifyAudit(
  db: Database,
  keptHead: ChainHead | null,
): Promise<{ readonly lines: number; readonly unsealed: number; readonly head: ChainHead; readonly faults: readonly ChainFault[] }> {
  const faults: ChainFault[] = []
  let head: ChainHead = { seq: 0, hash: '' }
  for (;;) {
    const { rows } = await sql<
      AuditLine & { seq: number; hash: string }
    >`select s.seq, s.hash, l.* from kernel.audit_seal s left join kernel.audit_line l on l.n = s.line
      where s.seq > ${head.seq} order by s.seq limit 5000`.execute(db)
    if (rows.length === 0) break
    for (const row of rows) {
      if (row.seq !== head.seq + 1) faults.push({ seq: head.seq + 1, fault: 'link-missing' })
      if (row.id === null) faults.push({ seq: row.seq, fault: 'line-missing' })
      else if (chainHash(head.hash, row) !== row.hash) faults.push({ seq: row.seq, fault: 'line-changed' })
      if (keptHead?.seq === row.seq && keptHead.hash !== row.hash) faults.push({ seq: row.seq, fault: 'head-changed' })
      head = { seq: row.seq, hash: row.hash }
    }
  }
  if (keptHead !== null && keptHead.seq > head.seq) faults.push({ seq: keptHead.seq, fault: 'link-missing' })
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from kernel.audit_line l where not exists (select from kernel.audit_seal s where s.line = l.n)`.execute(db)
  return { lines: head.seq, unsealed: rows[0]?.count ?? 0, head, faults }
}

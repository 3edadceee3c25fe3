import type { Actor, Signature } from '@yinqiao/kernel/contract'
import { execute, type Kernel } from '@yinqiao/kernel/server'
import { GetInstitution } from '@yinqiao/orgs/contract'
import { CreateElder, GetElder, ListElders } from '@yinqiao/people/contract'
import { CreateSite, ListSites } from '@yinqiao/places/contract'

/** A statement of a use case's body with its values. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** One thing a user asks: for us a call, for the bare server the same SQL. */
export interface Operation {
  readonly kind: 'read' | 'search' | 'write'
  readonly path: string
  readonly input: object
  readonly statements: readonly Statement[]
}

/** What the kernel adds around a body: actor and transaction, idempotency, audit, outbox. The bare server does without. */
const ofKernel =
  /^(begin|commit|rollback|savepoint|set |release)|kernel\.(idempotency|audit_line|event|delivery)|queue\.enqueue|set_config/i

/** Runs each sample once through the real use case and keeps the SQL its body sent. */
export async function recordOperations(
  kernel: Kernel,
  actor: Actor,
  elders: readonly { readonly id: string; readonly name: string }[],
): Promise<Operation[]> {
  if (elders.length === 0) throw new Error('no elders to ask for')
  const statements: Statement[] = []
  const recording = { ...kernel, pool: recordingPool(kernel.pool, statements) }
  const operations: Operation[] = []
  const record = async (kind: Operation['kind'], signature: Signature, input: object) => {
    statements.length = 0
    const outcome = await execute(recording, signature, input, { actor, key: crypto.randomUUID(), origin: 'bench' })
    if (!outcome.ok) throw new Error(`${signature.name}: ${outcome.refusal.refused.code} ${JSON.stringify(outcome.refusal.facts)}`)
    operations.push({
      kind,
      path: `/api/${signature.name.replace('.', '/')}`,
      input,
      statements: statements.filter(({ text }) => !ofKernel.test(text)),
    })
  }
  const { rows: institutions } = await kernel.pool.query<{ id: string }>('select id from orgs.institution order by id limit 40')
  for (const { id } of elders) await record('read', GetElder, { id })
  for (const { id } of institutions) await record('read', GetInstitution, { id })
  for (let n = 0; n < 40; n++) await record('read', ListSites, { limit: 20, search: n % 4 === 0 ? '合成' : null })
  for (const { name } of elders) await record('search', ListElders, { search: name.slice(0, 1 + (name.length % 2)), limit: 20 })
  for (let n = 0; n < 20; n++)
    await record('write', CreateSite, {
      name: `合成场所 ${n}`,
      kind: 'facility',
      address: `合成路${n}号`,
      divisionCode: actor.area.padEnd(9, '0').slice(0, 9),
      point: null,
    })
  const { rows: villages } = await kernel.pool.query<{ code: string }>(
    'select code from places.division where length(code) = 12 and starts_with(code, $1) order by code limit 5',
    [actor.area],
  )
  for (const { code } of villages) {
    await record('write', CreateElder, {
      name: '合成老人',
      sex: 'female',
      birthDay: '1950-03-07',
      idKind: 'none',
      idNumber: null,
      phone: null,
      address: null,
      divisionCode: code,
      siteId: null,
      householdId: null,
      livesAlone: 'unknown',
      healthNotes: null,
      contacts: [],
    })
  }
  return operations
}

function recordingPool(pool: Kernel['pool'], into: Statement[]): Kernel['pool'] {
  return new Proxy(pool, {
    get(target, name) {
      if (name !== 'connect') return Reflect.get(target, name) as unknown
      return async () => {
        const client = await target.connect()
        return new Proxy(client, {
          get(inner, part) {
            const value = Reflect.get(inner, part) as unknown
            if (part !== 'query' || typeof value !== 'function') return typeof value === 'function' ? (value.bind(inner) as unknown) : value
            return (asked: string | { text: string; values?: unknown[] }) => {
              into.push(typeof asked === 'string' ? { text: asked, values: [] } : { text: asked.text, values: asked.values ?? [] })
              return (value as (asked: unknown) => unknown).call(inner, asked)
            }
          },
        })
      }
    },
  })
}

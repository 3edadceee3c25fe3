/** How a person of the register stands to the account that acts. */
export type Relation = 'own' | 'family' | 'assigned'

/**
 * Who acts: one post of one account. Scopes limit what it sees, twice (query and row security):
 * an area (division code prefix, '' = none), a unit, a provider, single persons.
 */
export interface Actor {
  readonly accountId: string | null
  readonly postId: string | null
  readonly role: string
  readonly name: string
  readonly unitId: string | null
  readonly area: string
  readonly providerId: string | null
  readonly persons: readonly string[]
  readonly sessionId: string | null
}

/** Nobody has signed in: sees nothing. */
export const anonymous: Actor = {
  accountId: null,
  postId: null,
  role: 'anonymous',
  name: '',
  unitId: null,
  area: '',
  providerId: null,
  persons: [],
  sessionId: null,
}

/** The program itself, for jobs, listeners and imports by command line; limited to an area like anybody. */
export function systemActor(area: string): Actor {
  return { ...anonymous, role: 'system', name: '系统', area }
}

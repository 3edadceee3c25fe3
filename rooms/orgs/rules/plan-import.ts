import type { InstitutionRow } from './read-institution-rows.ts'

/** What a record holds of the columns a list can tell. */
export interface KnownInstitution {
  readonly id: string
  readonly identity: string
  readonly category: string
  readonly address: string | null
  readonly beds: number | null
  readonly tags: readonly string[]
  readonly sourceList: string
  readonly sourceUrl: string | null
  readonly divisionCode: string | null
  readonly handFields: readonly string[]
}

/** A row with the division it lies in, as far as that can be told. */
export type PlacedRow = InstitutionRow & { readonly divisionCode: string | null }

/** What a record becomes. */
export type Update = Omit<KnownInstitution, 'identity' | 'handFields'> & { readonly kind: string }

export interface ImportPlan {
  readonly create: readonly PlacedRow[]
  readonly update: readonly Update[]
  readonly unchanged: number
}

/**
 * Compares rows with the records known. An empty cell says nothing and erases nothing; what a person changed by hand is
 * not overwritten; a record whose facts stay the same is unchanged, so that a second import does nothing.
 */
export function planImport(rows: readonly PlacedRow[], known: readonly KnownInstitution[]): ImportPlan {
  const byIdentity = new Map(known.map((one) => [one.identity, one]))
  const create: PlacedRow[] = []
  const update: Update[] = []
  let unchanged = 0
  for (const row of rows) {
    const before = byIdentity.get(row.identity)
    if (before === undefined) {
      create.push(row)
      continue
    }
    const free = (field: string) => !before.handFields.includes(field)
    const { identity: _, handFields: __, ...old } = before
    const after = {
      ...old,
      category: free('category') ? row.category : before.category,
      address: free('address') ? (row.address ?? before.address) : before.address,
      beds: free('beds') ? (row.beds ?? before.beds) : before.beds,
      tags: free('tags') && row.tags.length > 0 ? row.tags : before.tags,
      divisionCode: free('divisionCode') ? (row.divisionCode ?? before.divisionCode) : before.divisionCode,
      sourceList: row.sourceList,
      sourceUrl: row.sourceUrl ?? before.sourceUrl,
    }
    if (JSON.stringify(after) === JSON.stringify(old)) unchanged += 1
    else update.push({ ...after, kind: row.kind })
  }
  return { create, update, unchanged }
}

import type { Kysely } from 'kysely'

/** A database handle that knows no tables yet; a room names its own with `ctx.db.withTables<ItsRows>()`. */
// biome-ignore lint/complexity/noBannedTypes: Kysely's own way to say "no tables"
export type Database = Kysely<{}>

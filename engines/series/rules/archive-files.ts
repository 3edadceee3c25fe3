/** SQL: name and SHA-256 of the cold files that count, for a backup that carries their folder. */
export const archiveFiles = `select file as name, hash as sha256 from series.archive where kept_at is not null and ended_at is null order by file`

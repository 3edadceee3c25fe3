import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Passwords of the database roles; made once, random, kept beside the data in a file only the owner reads. */
export interface DatabaseSecrets {
  readonly admin: string
  readonly yinqiao_owner: string
  readonly yinqiao_app: string
  readonly yinqiao_jobs: string
}

/** Reads the secrets file of a data folder, making it (mode 600) at first need. */
export function databaseSecrets(dataFolder: string): DatabaseSecrets {
  const path = join(dataFolder, 'secrets.json')
  if (!existsSync(path)) {
    mkdirSync(dataFolder, { recursive: true })
    const word = () => randomBytes(24).toString('base64url')
    const made: DatabaseSecrets = { admin: word(), yinqiao_owner: word(), yinqiao_app: word(), yinqiao_jobs: word() }
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(made, null, 2), { mode: 0o600 })
    renameSync(`${path}.${process.pid}`, path)
  }
  chmodSync(path, 0o600)
  return JSON.parse(readFileSync(path, 'utf8')) as DatabaseSecrets
}

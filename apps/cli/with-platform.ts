import { userInfo } from 'node:os'
import { join } from 'node:path'
import { fill, systemActor, type Refusal, type Signature } from '@yinqiao/kernel/contract'
import { execute, lockHolder } from '@yinqiao/kernel/server'
import { type Config, readConfig } from '../server/config.ts'
import { loadFirst } from '../server/first-load.ts'
import { openPlatform, type Platform } from '../server/platform.ts'
import { BadInput } from './misuse.ts'

export interface PlatformOptions {
  readonly config?: Config
  /** Whether an empty database is given the district's own data first, as at `npm start`; yes unless told. */
  readonly loads?: boolean
}

/** Opens the platform for one call, starting the embedded database when none runs, and leaves it as it was found. */
export async function withPlatform<T>(
  work: (platform: Platform) => Promise<T>,
  { config = readConfig(), loads = true }: PlatformOptions = {},
): Promise<T> {
  const platform = await openPlatform(config)
  const close = (signal: NodeJS.Signals) => void platform.server.leave().then(() => process.exit(signal === 'SIGINT' ? 130 : 143))
  process.once('SIGINT', close).once('SIGTERM', close)
  try {
    if (loads && (await isEmpty(platform))) await loadFirst(platform, (line) => process.stderr.write(`${line}\n`))
    return await work(platform)
  } finally {
    await platform.close()
  }
}

async function isEmpty({ kernel, config }: Platform): Promise<boolean> {
  // a running program loads for itself
  if (lockHolder(join(config.dataFolder, 'program.lock')) !== null) return false
  return (await kernel.pool.query('select 1 from places.district limit 1')).rows.length === 0
}

/** Who calls, as it stands in the audit: `cli:` and the account of this machine. */
export function origin(): string {
  return `cli:${userInfo().username}`
}

/** Runs a signature as the operator of this machine; a refusal becomes its Chinese sentence and exit 1. */
export async function runTrusted(
  { kernel }: Platform,
  signature: Signature,
  input: unknown,
  key: string = crypto.randomUUID(),
): Promise<unknown> {
  const outcome = await execute(kernel, signature, input, { actor: systemActor(kernel.area), key, origin: origin(), trusted: true })
  if (outcome.ok) return outcome.value
  throw new BadInput(sentence(outcome.refusal))
}

/** A refusal in one Chinese sentence. */
export function sentence({ refused, facts }: Refusal): string {
  return fill(refused.zh, facts)
}

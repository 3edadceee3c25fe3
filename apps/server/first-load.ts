import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemActor } from '@yinqiao/kernel/contract'
import type { Input, RawInput, Signature } from '@yinqiao/kernel/contract'
import { execute } from '@yinqiao/kernel/server'
import { LoadDistrict, OutlineFile } from '@yinqiao/places/contract'
import { root } from './config.ts'
import type { Platform } from './platform.ts'

/** Loads the district's own data where it is not yet; all of it through the public commands, so a repeat changes nothing. */
export async function loadFirst(platform: Platform, say: (line: string) => void): Promise<void> {
  const { kernel, district } = platform
  const { rows } = await kernel.pool.query('select 1 from places.district where code = $1', [district.district.code])
  if (rows.length > 0) return
  const outline = join(root, 'rooms/places/data/xiangcheng-outline.json')
  await command(platform, LoadDistrict, { district, outline: existsSync(outline) ? OutlineFile.parse(JSON.parse(readFileSync(outline, 'utf8'))) : null })
  say(`银桥：已装载${district.district.name}区划`)
}

/** Runs a command as the program itself; a refusal here is a fault of the shipped data. */
export async function command<S extends Signature>({ kernel }: Platform, signature: S, input: RawInput<S>, key?: string): Promise<Input<S>> {
  const outcome = await execute(kernel, signature, input, { actor: systemActor(kernel.area), key: key ?? `first-load-${crypto.randomUUID()}`, origin: 'start', trusted: true })
  if (!outcome.ok) throw new Error(`${signature.name}: ${outcome.refusal.refused.zh} ${JSON.stringify(outcome.refusal.facts)}`)
  return outcome.value as Input<S>
}

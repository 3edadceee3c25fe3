import { createHash } from 'node:crypto'
import type { Context } from '@yinqiao/kernel'
import { canonicalJson } from './rules/canonical-json.ts'
import type { Manifest } from './rules/manifest.ts'
import type { PlanSettings } from './store.ts'
import { makeAgain, sealManifest } from './store-freeze.ts'
import type { Round } from './store-rounds.ts'

/** Makes the manifest of a round again and compares it with the kept hash; what differs is named by its code. */
export async function verifyFrozen(
  ctx: Context,
  settings: PlanSettings,
  { round, manifest }: { readonly round: Round; readonly manifest: Manifest },
) {
  const kept = round.manifest_hash ?? ''
  const again = await makeAgain(ctx, settings, manifest)
  const made = sealManifest(again).sha256
  const differences = again.values.flatMap((value, at) => {
    const before = manifest.values[at]
    if (before === undefined || canonicalJson(before) === canonicalJson(value)) return []
    const what = (['rowsHash', 'rowCount'] as const).filter((name) => before[name] !== value[name])
    const results = Object.keys(value.result).filter(
      (name) => canonicalJson(Reflect.get(before.result, name) ?? null) !== canonicalJson(Reflect.get(value.result, name) ?? null),
    )
    return [{ rowsCode: value.rowsCode, what: [...what, ...results].join('、') }]
  })
  // the bytes kept must themselves be what was signed
  const bytes = createHash('sha256')
    .update(round.manifest ?? '')
    .digest('hex')
  if (bytes !== kept) differences.push({ rowsCode: '', what: 'manifest' })
  const keptOnly = manifest.values.filter((value) => !value.again).length
  return {
    kept,
    made,
    same: made === kept && bytes === kept && differences.length === 0,
    again: manifest.values.length - keptOnly,
    keptOnly,
    differences,
  }
}

import type { Context } from '@yinqiao/kernel'
import type { PlanSettings } from './store.ts'
import { makeManifestOf, sealManifest } from './store-freeze.ts'
import { draftOf } from './store-report.ts'
import { changeRound, manifestOf, type Round } from './store-rounds.ts'

/** Makes and keeps the manifest of a frozen round, once; whoever asks later gets what is kept. The round must be held. */
export async function ensureManifest(ctx: Context, settings: PlanSettings, round: Round) {
  const kept = manifestOf(round)
  const told = (sha256: string, sm3: string, values: readonly { readonly rowCount: number }[]) => ({
    sha256,
    sm3,
    values: values.length,
    rows: values.reduce((sum, { rowCount }) => sum + rowCount, 0),
  })
  if (kept !== undefined && round.manifest_hash !== null && round.manifest_sm3 !== null)
    return told(round.manifest_hash, round.manifest_sm3, kept.values)
  const made = await makeManifestOf(ctx, settings, round, Temporal.Instant.from(round.known_at ?? '').toString())
  const sealed = sealManifest(made.manifest)
  const draft = await draftOf(ctx, settings, round, { ...made, ...sealed })
  await changeRound(ctx, round, 'manifest', {
    manifest: sealed.text,
    manifest_hash: sealed.sha256,
    manifest_sm3: sealed.sm3,
    draft: JSON.stringify(draft),
  })
  ctx.note({ kind: 'manifest', id: round.id, after: { sha256: sealed.sha256, sm3: sealed.sm3, values: made.manifest.values.length } })
  return told(sealed.sha256, sealed.sm3, made.manifest.values)
}

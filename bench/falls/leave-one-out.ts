import { listFallPeople } from '../../apps/cli/read-fall-sets.ts'
import { shareOf } from '../../rooms/watch/rules/fall/score-trials.ts'
import { fallModel } from '../../rooms/watch/rules/fall/frozen-model.ts'
import type { Trial } from '../../rooms/watch/rules/fall/read-trial.ts'
import { peakTrials, type ScoredTrial, scoreLeftOut, ways } from './train.ts'

/**
 * For honesty beside the figures of the few people kept apart: every person of both sets scored once by trees grown on all the others,
 * with the way and the threshold of the frozen model. Those were chosen on a part of these people; the trees of each never saw them.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('用法：node bench/falls/leave-one-out.ts DIR  DIR 下有 sisfall/ 与 umafall/')
  process.exit(2)
}
const trials: Trial[] = []
for (const person of await listFallPeople(folder)) trials.push(...(await person.trials()))

function line(name: string, scored: readonly ScoredTrial[], threshold: number) {
  const [falls, others] = [scored.filter(({ fall }) => fall), scored.filter(({ fall }) => !fall)]
  const [found, quiet] = [falls.filter(({ score }) => score >= threshold).length, others.filter(({ score }) => score < threshold).length]
  const said = (hit: number, of: number) => {
    const { share, interval } = shareOf(hit, of)
    return share === null ? '-' : `${hit}/${of} = ${share.toFixed(3)} [${interval?.map((end) => end.toFixed(3)).join(', ')}]`
  }
  return { people: name, sensitivity: said(found, falls.length), specificity: said(quiet, others.length) }
}

for (const { place, threshold, chosen } of fallModel.places) {
  const way = ways.find(({ depth }) => depth === chosen['depth'])
  if (way === undefined) throw new Error('the frozen model was trained in another way')
  const set = place === 'waist' ? 'sisfall' : 'umafall'
  const own = trials.filter((trial) => trial.set === set)
  const scored = scoreLeftOut(peakTrials(own, place), way)
  console.log(`${place} (${set}), leave one person out, threshold ${threshold}`)
  console.table([
    line(
      'young',
      scored.filter(({ older }) => !older),
      threshold,
    ),
    line(
      'older',
      scored.filter(({ older }) => older),
      threshold,
    ),
    ...[...new Set(scored.map(({ subject }) => subject))].map((id) =>
      line(
        id,
        scored.filter(({ subject }) => subject === id),
        threshold,
      ),
    ),
  ])
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../apps/server/config.ts'
import { listFallPeople } from '../../apps/cli/read-fall-sets.ts'
import { FallModel, type PlaceModel } from '../../rooms/watch/rules/fall/model.ts'
import { features } from '../../rooms/watch/rules/fall/features.ts'
import type { Trial } from '../../rooms/watch/rules/fall/read-trial.ts'
import { peakTrials, trainPlace } from './train.ts'

/**
 * Who trains; settled before any figure was seen. Everybody else of the two sets is for testing and is not even read here.
 * Every second person or so, and subject18, who made a third of all UMAFall trials alone.
 */
const trainedOn = new Set([
  ...['SA01', 'SA03', 'SA05', 'SA06', 'SE01', 'SE02', 'SE03', 'SE05', 'SE08'].map((name) => `sisfall/${name}`),
  ...['01', '04', '07', '11', '15', '18'].map((name) => `umafall/subject${name}`),
])

/** One tree a line, so that a change can be read. */
function asText({ places, ...head }: FallModel): string {
  const place = ({ trees, ...rest }: PlaceModel) =>
    `${JSON.stringify(rest).slice(0, -1)},"trees":[\n${trees.map((tree) => JSON.stringify(tree)).join(',\n')}\n]}`
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "places":[\n${places.map(place).join(',\n')}\n]}\n`
}

const [folder, out = join(root, 'rooms/watch/data/fall-model.json')] = process.argv.slice(2)
if (folder === undefined) {
  console.error('用法：node bench/falls/train-falls.ts DIR [OUT.json]  DIR 下有 sisfall/ 与 umafall/')
  process.exit(2)
}
const trials: Trial[] = []
const missing = new Set(trainedOn)
for (const person of await listFallPeople(folder)) {
  if (!missing.delete(person.id)) continue
  trials.push(...(await person.trials()))
}
if (missing.size > 0) {
  console.error(`银桥：缺少训练用受试者 ${[...missing].join('、')} (training subjects are missing)`)
  process.exit(1)
}
const of = (set: Trial['set']) => trials.filter((trial) => trial.set === set)
const model = FallModel.parse({
  version: '1',
  date: '2026-11-22',
  made: 'node bench/falls/train-falls.ts DIR',
  features: features.map(({ key }) => key),
  places: [trainPlace('waist', peakTrials(of('sisfall'), 'waist'), true), trainPlace('wrist', peakTrials(of('umafall'), 'wrist'), false)],
} satisfies FallModel)
writeFileSync(out, asText(model))
for (const { place, threshold, trees, chosen } of model.places)
  console.log(place, JSON.stringify({ threshold, trees: trees.length, ...chosen }))

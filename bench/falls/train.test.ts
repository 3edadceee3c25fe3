import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fall, jog, lieDown, record, sitDown, walk } from '../../rooms/watch/fixtures/movements.ts'
import type { Trial } from '../../rooms/watch/rules/fall/read-trial.ts'
import type { Sample } from '../../rooms/watch/rules/fall/sample.ts'
import { scoreOf } from '../../rooms/watch/rules/fall/model.ts'
import { growTrees } from './boost.ts'
import { chooseThreshold, peakTrials, trainPlace } from './train.ts'

const root = join(import.meta.dirname, '../..')
const shared = join(root, '../shared/data/falls')

/** Made-up people: each moves a little stronger or weaker than the others. */
const people = [0.9, 1, 1.1, 1.2].map((strength, at) => ({ strength, subject: `SA9${at}` }))
const stronger = (samples: readonly Sample[], by: number) =>
  samples.map(({ t, x, y, z }) => ({ t, x: x * by, y: (y + 1) * by - 1, z: z * by }))
const trials: Trial[] = people.flatMap(({ strength, subject }) =>
  [fall, walk, jog, sitDown, lieDown].map((movement) => ({
    set: 'sisfall' as const,
    subject,
    group: 'young' as const,
    activity: movement.name,
    fall: movement === fall,
    streams: { waist: stronger(record(movement, 50), strength) },
  })),
)
const small = [{ depth: 1, rounds: 100, rate: 0.1, ridge: 5, leafAtLeast: 1 }]

describe('training', () => {
  test('again on the same trials gives the same model, byte for byte', () => {
    const once = JSON.stringify(trainPlace('waist', peakTrials(trials, 'waist'), true, small))
    expect(JSON.stringify(trainPlace('waist', peakTrials(trials, 'waist'), true, small))).toBe(once)
  })
  test('it learns what falls look like and names whom it saw', () => {
    const model = trainPlace('waist', peakTrials(trials, 'waist'), true, small)
    expect(model.trainedOn).toEqual(people.map(({ subject }) => `sisfall/${subject}`))
    expect(model.chosen).toMatchObject({ sensitivity: 1, specificity: 1, rank: 1, olderFalseAlarms: null })
    for (const { fall: isFall, peaks } of peakTrials(trials, 'waist'))
      expect(peaks.some(({ features }) => scoreOf(model, features) >= model.threshold)).toBe(isFall)
  })
  test('examples that tell nothing grow trees that say the share of falls', () => {
    const blank = Array.from({ length: 40 }, (_, at) => ({ facts: [1, Number.NaN], positive: at % 4 === 0, weight: 1 }))
    const { bias, trees } = growTrees(blank, { depth: 2, rounds: 30, rate: 0.3, ridge: 0, leafAtLeast: 1 })
    expect(trees.every(({ splits }) => splits.every((split) => split === null))).toBe(true)
    expect(scoreOf({ bias, trees }, [1, Number.NaN])).toBeCloseTo(0.25, 2)
  })
  test('a missing value is told from a known one', () => {
    const examples = Array.from({ length: 40 }, (_, at) => ({ facts: [at % 2 === 0 ? at : Number.NaN], positive: at % 2 === 1, weight: 1 }))
    const model = growTrees(examples, { depth: 1, rounds: 30, rate: 0.5, ridge: 0.1, leafAtLeast: 1 })
    expect(scoreOf(model, [Number.NaN])).toBeGreaterThan(0.9)
    expect(scoreOf(model, [38])).toBeLessThan(0.1)
  })
  test('the threshold lies in the middle of the best ones', () => {
    const scored = [0.1, 0.2, 0.6, 0.8].map((score, at) => ({ subject: 's', older: false, fall: at > 1, peaks: [], variants: [], score }))
    expect(chooseThreshold(scored, true)).toMatchObject({ threshold: 0.41, sensitivity: 1, specificity: 1, slack: 1 })
  })
})

describe.skipIf(!existsSync(shared))('on the public sets (skipped: ../shared/data/falls is absent)', () => {
  test('training again makes the frozen file, byte for byte', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yinqiao-falls-'))
    const made = join(folder, 'model.json')
    execFileSync(process.execPath, [join(root, 'bench/falls/train-falls.ts'), shared, made])
    expect(readFileSync(made, 'utf8')).toBe(readFileSync(join(root, 'rooms/watch/data/fall-model.json'), 'utf8'))
    rmSync(folder, { recursive: true })
  })
})

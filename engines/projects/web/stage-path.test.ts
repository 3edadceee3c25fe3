import { expect, test } from 'vitest'
import { licenceKind } from '../../records/fixtures/licence-kind.ts'
import type { ProjectKind } from '../contract/project-kind.ts'
import { stagePath } from './stage-path.ts'

const words = (zh: string) => ({ zh, en: zh })
const kind: ProjectKind = {
  record: licenceKind,
  stages: ['lead', 'signed', 'built', 'running'].map((code) => ({ code, title: words(code), needs: [], stallDays: 30 })),
  aside: [{ code: 'shelved', title: words('搁置'), final: false }],
  amounts: [],
}
const entry = (stage: string, enteredOn: string, again = false) => ({
  id: enteredOn,
  stage,
  enteredOn,
  again,
  reason: null,
  by: '',
  at: '',
})
const standing = (stage: string | null) => ({ stage, since: null, days: null, stalled: false, next: [] })

test('stages left tell how long they took, from the first day in each', () => {
  const entries = [
    entry('lead', '2026-01-01'),
    entry('signed', '2026-02-01'),
    entry('signed', '2026-02-20', true),
    entry('built', '2026-03-01'),
  ]
  const path = stagePath(kind, { entries, standing: standing('built') })
  expect(path.map(({ place, enteredOn, stayed }) => [place, enteredOn, stayed])).toEqual([
    ['past', '2026-01-01', 31],
    ['past', '2026-02-01', 28],
    ['now', '2026-03-01', null],
    ['ahead', null, null],
  ])
})

test('a shelved work keeps the place it reached and stands in no stage', () => {
  const entries = [entry('lead', '2026-01-01'), entry('signed', '2026-02-01'), entry('shelved', '2026-02-10')]
  expect(stagePath(kind, { entries, standing: standing('shelved') }).map(({ place }) => place)).toEqual(['past', 'past', 'ahead', 'ahead'])
})

test('before the first stage all lies ahead', () => {
  expect(stagePath(kind, { entries: [], standing: standing(null) }).every(({ place }) => place === 'ahead')).toBe(true)
})

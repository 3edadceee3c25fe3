import { createHash } from 'node:crypto'
import type { Source } from '@yinqiao/kernel/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RoundState } from '../contract/round-parts.ts'
import { canonicalJson } from './canonical-json.ts'
import { confirmRate, wilson } from './confirm-rate.ts'
import { drawSample } from './draw-sample.ts'
import { findPhase, yearsWritten } from './find-phase.ts'
import { roundActs, roundMove } from './round-state.ts'
import { hasTowns, keepsTimes, sourcesOf } from './sources-of.ts'

test('every state of a round is reached from open, and the way leads forward only', () => {
  const reached = new Set<RoundState>(['open'])
  for (let again = 0; again < RoundState.options.length; again++)
    for (const { from, to } of Object.values(roundActs)) if (to !== null && from.some((state) => reached.has(state))) reached.add(to)
  expect([...reached]).toEqual(RoundState.options)
  const place = (state: RoundState) => RoundState.options.indexOf(state)
  for (const { from, to } of Object.values(roundActs))
    if (to !== null) for (const state of from) expect(place(to)).toBeGreaterThanOrEqual(place(state))
})

test.each([
  ['open', 'freeze', null],
  ['frozen', 'freeze', 'not-now'],
  ['open', 'report', 'not-now'],
  ['frozen', 'report', null],
  ['reviewed', 'report', 'not-now'],
  ['signed', 'report', 'signed'],
  ['archived', 'find', 'signed'],
  ['frozen', 'sign', 'not-now'],
  ['published', 'sign', 'signed'],
  ['signed', 'archive', 'not-now'],
  ['archived', 'supplement', null],
  ['reviewed', 'supplement', 'not-now'],
] as const)('%s: %s is %s', (state, act, answer) => {
  expect(roundMove(state, act)).toBe(answer)
})

describe('canonical JSON', () => {
  test('has one text for one value, whatever order it was put together in, and reads back', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.stringify(JSON.parse(canonicalJson(value)))).toBe(
          JSON.stringify(JSON.parse(canonicalJson(JSON.parse(canonicalJson(value))))),
        )
      }),
    )
    expect(canonicalJson({ b: [1, { d: null, c: '值' }], a: undefined })).toBe('{"b":[1,{"c":"值","d":null}]}')
  })
})

describe('a sample', () => {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex')
  const rows = (count: number, measure = 'm') => Array.from({ length: count }, (_, n) => ({ rowsCode: 'R-1', n, measure, record: `r${n}` }))
  test('is the same from the same seed in whatever order rows come, another from another, never smaller than its share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.double({ min: 0.05, max: 0.1, noNaN: true }), fc.string(), (count, share, seed) => {
        const drawn = drawSample(rows(count), share, seed, digest)
        expect(drawSample(rows(count).toReversed(), share, seed, digest)).toEqual(drawn)
        expect(drawn).toHaveLength(Math.ceil(count * share))
        expect(new Set(drawn.map(({ record }) => record)).size).toBe(drawn.length)
      }),
    )
    const names = (seed: string) => drawSample(rows(200), 0.1, seed, digest).map(({ record }) => record)
    expect(names('a')).not.toEqual(names('b'))
  })
  test('draws a record behind two measures once', () => {
    const drawn = drawSample([...rows(1, 'a'), ...rows(1, 'b')], 0.1, 's', digest)
    expect(drawn.map(({ measure }) => measure)).toEqual(['a'])
  })
})

test.each([
  [0, 0, null],
  [0, 10, { from: 0, to: 0.2775 }],
  [10, 10, { from: 0.7225, to: 1 }],
  [19, 20, { from: 0.7639, to: 0.9911 }],
  [50, 100, { from: 0.4038, to: 0.5962 }],
])('Wilson: %i of %i', (hits, of, interval) => {
  expect(wilson(hits, of)).toEqual(interval)
})

test('what is not checked counts neither for nor against', () => {
  expect(confirmRate([null, null])).toMatchObject({ drawn: 2, checked: 0, rate: null, low: false })
  expect(confirmRate(['confirmed', 'wrong', 'not-found', null])).toMatchObject({
    drawn: 4,
    checked: 3,
    confirmed: 1,
    wrong: 1,
    notFound: 1,
    low: true,
  })
  expect(confirmRate(Array.from({ length: 10 }, (_, n) => (n === 0 ? 'wrong' : 'confirmed')))).toMatchObject({ rate: 0.9, low: false })
})

describe('a phase', () => {
  const phases = [
    { label: '（一）', title: '近期（2025）：甲', years: { from: 2025, to: 2025 } },
    { label: '（二）', title: '中期（2026-2028）：乙', years: { from: 2026, to: 2028 } },
    { label: '（三）', title: '远期（2029-）：丙', years: { from: 2029, to: null } },
  ]
  test.each([
    ['2025', '（一）'],
    ['2025年', '（一）'],
    ['近期', '（一）'],
    ['2026-2028', '（二）'],
    ['2026—2028年', '（二）'],
    ['2027', '（二）'],
    ['2029-', '（三）'],
    ['2040', '（三）'],
    ['（三）', '（三）'],
    ['1999', undefined],
    ['', undefined],
    ['期', undefined],
  ])('“%s” is %s', (asked, label) => {
    expect(findPhase(phases, asked)?.label).toBe(label)
  })
  test('writes its years as people do', () => {
    expect(phases.map(({ years }) => yearsWritten(years))).toEqual(['2025', '2026-2028', '2029-'])
  })
})

test('sources are named also where only a filter looks into them; one without times keeps a number from being made again', () => {
  const tree = {
    fold: 'ratio',
    part: { source: 'a', where: { all: [{ not: { exists: 'b', on: { x: 'y' }, where: { any: [{ exists: 'c', on: { x: 'y' } }] } } }] } },
    whole: { source: 'a' },
  } as const
  const source = (name: string, known: boolean): Source => ({
    name,
    title: { zh: name, en: name },
    view: 'v',
    known,
    columns: {},
    town: 'town',
    unit: null,
    opens: null,
  })
  const with3 = (known: boolean) => new Map(['a', 'b', 'c'].map((name) => [name, source(name, name !== 'c' || known)]))
  expect(sourcesOf(tree)).toEqual(['a', 'b', 'c'])
  expect(keepsTimes(tree, with3(true))).toBe(true)
  expect(keepsTimes(tree, with3(false))).toBe(false)
  expect(hasTowns(tree, with3(true))).toBe(true)
  expect(hasTowns(tree, new Map())).toBe(false)
})

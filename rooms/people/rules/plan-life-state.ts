import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import type { LifeState, LifeStateName } from '../contract/life-state.ts'
import {
  LaterStates,
  StateAfterDeath,
  StateBeforeBirth,
  StateEndNotAllowed,
  StateFuture,
  StateOverlaps,
  StateRangeEmpty,
  StateSame,
} from '../contract/refusals.ts'
import { dayAfter } from './day-after.ts'
import { lifeStateWords } from './life-state-words.ts'

/** A state as it holds now, with the id of its row. */
export interface HeldState extends LifeState {
  readonly id: string
}

/** What a change does: rows that no longer hold, and states that hold instead. */
export interface LifePlan {
  readonly withdraw: readonly string[]
  readonly insert: readonly LifeState[]
}

/** True when two ranges of days share a day; `to` exclusive, null = without end. */
function shareDay(a: LifeState, b: LifeState): boolean {
  return (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to)
}

function namesOf(state: LifeStateName) {
  return { state: lifeStateWords[state].zh, stateEn: lifeStateWords[state].en }
}

function overlaps(held: LifeState): Refusal {
  return refuse(StateOverlaps, { ...namesOf(held.state), from: held.from, to: held.to ?? '今' }, 'from')
}

/** What is wrong with the wish by itself. */
function checkWish(wish: LifeState, today: string, birthDay: string | null): Refusal | undefined {
  if (wish.to !== null && wish.to <= wish.from) return refuse(StateRangeEmpty, {}, 'to')
  if (wish.to !== null && wish.state === 'dead') return refuse(StateEndNotAllowed, namesOf('dead'), 'to')
  if (wish.from > today) return refuse(StateFuture, { on: wish.from }, 'from')
  if (wish.to !== null && wish.to > dayAfter(today)) return refuse(StateFuture, { on: wish.to }, 'to')
  if (birthDay !== null && wish.from < birthDay) return refuse(StateBeforeBirth, {}, 'from')
  return undefined
}

/**
 * Fits a state into the states that hold now (which never overlap). It may
 * - fall on days not recorded;
 * - begin on or after the first day of the state that still holds, which then ends (or goes on after it, where the
 *   wish has an end); beginning on its very first day it takes its place: home again on the day of admission;
 * - lie wholly inside a recorded stay at home, which is cut around it.
 * Any other overlap is refused, naming the state in the way. Nothing follows death.
 */
export function planLifeState(held: readonly HeldState[], wish: LifeState, today: string, birthDay: string | null): LifePlan | Refusal {
  const wrong = checkWish(wish, today, birthDay)
  if (wrong !== undefined) return wrong
  const death = held.find((row) => row.state === 'dead')
  if (death !== undefined && (wish.to === null || wish.to > death.from)) return refuse(StateAfterDeath, { on: death.from }, 'from')
  const touched = held.filter((row) => shareDay(row, wish)).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const [first, second] = touched
  if (first === undefined) return { withdraw: [], insert: [wish] }
  if (wish.to === null && (second !== undefined || first.from > wish.from)) {
    const later = first.from > wish.from ? first : (second ?? first)
    return refuse(LaterStates, { ...namesOf(later.state), from: later.from }, 'from')
  }
  if (second !== undefined || first.from > wish.from) return overlaps(first)
  if (first.state === wish.state) return refuse(StateSame, { ...namesOf(first.state), from: first.from }, 'state')
  const coversWish = first.to === null || (wish.to !== null && wish.to <= first.to)
  if (!coversWish || (first.to !== null && first.state !== 'at-home')) return overlaps(first)
  const insert: LifeState[] = []
  if (first.from < wish.from) insert.push({ state: first.state, from: first.from, to: wish.from })
  insert.push(wish)
  if (wish.to !== null && (first.to === null || wish.to < first.to)) insert.push({ state: first.state, from: wish.to, to: first.to })
  return { withdraw: [first.id], insert }
}

/** The state on a day; undefined = not recorded. */
export function stateOn(held: readonly LifeState[], day: string): LifeStateName | undefined {
  return held.find((row) => row.from <= day && (row.to === null || day < row.to))?.state
}

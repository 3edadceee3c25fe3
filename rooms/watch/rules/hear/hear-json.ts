import type { Heard } from '../../contract/heard.ts'
import { hearFallRadar, type RadarState } from './hear-fall-radar.ts'
import { hearOwn } from './hear-own.ts'
import { hearZigbee, type Standing } from './hear-zigbee.ts'
import { readJson } from './read-json.ts'

/** Shapes of JSON that gateways and clouds send; which one a device speaks stands in the register of devices. */
export const jsonShapes = ['own', 'zigbee', 'fall-radar'] as const
export type JsonShape = (typeof jsonShapes)[number]

/** What is kept of one device between its messages, as JSON; null before the first. */
export type HearingState = { readonly standing: Standing } | { readonly radar: RadarState } | null

export interface JsonSource {
  readonly shape: JsonShape
  readonly model: string | null
  readonly units?: Readonly<Record<string, string>>
}

export interface HeardJson {
  readonly heard: readonly Heard[]
  /** What was not understood, where and why; with nothing heard beside it the whole message is for the quarantine. */
  readonly errors: readonly { readonly path: string; readonly reason: string }[]
  readonly next: HearingState
  /** The cloud says the device is absent: its values may be old. */
  readonly offline: boolean
}

/** A message in JSON of any known shape. Never throws; the same state and the same bytes give the same answer. */
export function hearJson(bytes: Uint8Array, source: JsonSource, state: HearingState): HeardJson {
  const read = readJson(bytes)
  if (!read.ok) return { heard: [], errors: [{ path: '', reason: read.reason }], next: state, offline: false }
  switch (source.shape) {
    case 'own':
      return { ...hearOwn(read.value), next: state, offline: false }
    case 'zigbee': {
      if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value))
        return { heard: [], errors: [{ path: '', reason: 'no-object' }], next: state, offline: false }
      const { heard, next, unknown } = hearZigbee(
        Object.fromEntries(Object.entries(read.value).slice(0, keysAtMost)),
        source,
        state && 'standing' in state ? state.standing : {},
      )
      const errors = unknown.map((path) => ({ path, reason: 'unknown-key' }))
      return { heard: [heard], errors, next: { standing: next }, offline: false }
    }
    case 'fall-radar': {
      const answer = hearFallRadar(state && 'radar' in state ? state.radar : null, read.value)
      if (!answer.ok) return { heard: [], errors: [{ path: '', reason: answer.reason }], next: state, offline: false }
      return {
        heard: answer.heard ? [answer.heard] : [],
        errors: [],
        next: answer.next ? { radar: answer.next } : null,
        offline: answer.offline,
      }
    }
  }
}

/** More keys than any device has. */
const keysAtMost = 500

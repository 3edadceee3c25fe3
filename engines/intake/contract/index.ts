export type { Keep, Lane, OnRefused, RawMessage, RefusedKind, Take, Verdict } from './message.ts'

import type { RawMessage } from '@yinqiao/intake/contract'
import type { Entry } from '@yinqiao/series/contract'
import type { Heard } from './contract/heard.ts'
import type { RegisteredDevice } from './contract/register.ts'
import type { Trust } from './contract/trust.ts'
import type { Placed } from './rules/clean/place-in-time.ts'

/** A thing heard of a device, ready to be kept. */
export interface Ready {
  readonly message: RawMessage
  readonly device: RegisteredDevice
  readonly heard: Heard
  readonly placed: Placed
  readonly entry: Entry | null
  readonly trust: Trust
  readonly readings: Entry['readings']
  /** Of each reading, in the order of `readings`: one that is wrong must not silence the one beside it. */
  readonly trusts: readonly Trust[]
}

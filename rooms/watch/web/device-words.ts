import type { Output } from '@yinqiao/kernel/contract'
import type { Tone } from '@yinqiao/kernel/web'
import type { GetDevice, GetHome, ListDevices, ListHomes, ListTestsDue } from '@yinqiao/watch/contract'

export type HomeListed = Output<typeof ListHomes>['rows'][number]
export type HomeShown = Output<typeof GetHome>
export type DeviceListed = Output<typeof ListDevices>['rows'][number]
export type DeviceShown = Output<typeof GetDevice>
export type TestDue = Output<typeof ListTestsDue>['rows'][number]

/** How each state of a device looks. */
export const deviceTone: Readonly<Record<DeviceListed['state'], Tone>> = {
  stock: 'idle',
  'in-use': 'good',
  repair: 'due',
  lost: 'due',
  scrapped: 'idle',
}

/** `'key' in words`: whether there is a word for what the server says (kinds of events and reasons may grow). */
export function wordOf<W extends Readonly<Record<string, string>>>(words: W, key: string): key is Extract<keyof W, string> {
  return Object.hasOwn(words, key)
}

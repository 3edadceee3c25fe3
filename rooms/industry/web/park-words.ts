import type { Output } from '@yinqiao/kernel/contract'
import type { Tone } from '@yinqiao/kernel/web'
import type { GetPark, ListParks } from '@yinqiao/industry/contract'

export type ParkDetail = Output<typeof GetPark>
export type ParkListed = Output<typeof ListParks>['rows'][number]
export type SpaceShown = ParkDetail['spaces'][number]
export type LeaseShown = SpaceShown['leases'][number]

export const parkTone: Readonly<Record<ParkDetail['state'], Tone>> = {
  planned: 'idle',
  building: 'busy',
  operating: 'good',
  closed: 'alert',
}
export const leaseTone: Readonly<Record<LeaseShown['state'], Tone>> = { coming: 'busy', 'rent-free': 'due', running: 'good', ended: 'idle' }

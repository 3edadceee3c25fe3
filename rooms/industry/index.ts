import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { industrySignatures } from './contract/index.ts'
import { addLease } from './use/add-lease.ts'
import { addSpace } from './use/add-space.ts'
import { changeSpace } from './use/change-space.ts'
import { createPark } from './use/create-park.ts'
import { editPark } from './use/edit-park.ts'
import { endLease } from './use/end-lease.ts'
import { getPark } from './use/get-park.ts'
import { listParks } from './use/list-parks.ts'
import { loadNamed } from './use/load-named.ts'
import { moveParkState } from './use/move-park-state.ts'
import { splitLease } from './use/split-lease.ts'
import { voidLease } from './use/void-lease.ts'

/** The room of parks and leases, and of the industry chain. */
export const industry: Room = {
  name: 'industry',
  signatures: industrySignatures,
  bodies: [listParks, getPark, createPark, editPark, moveParkState, addSpace, changeSpace, addLease, endLease, splitLease, voidLease, loadNamed],
  tables: join(import.meta.dirname, 'tables'),
}

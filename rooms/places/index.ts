import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { placesSignatures } from './contract/index.ts'
import { createSite } from './use/create-site.ts'
import { editSite } from './use/edit-site.ts'
import { getOutline } from './use/get-outline.ts'
import { listBlocks } from './use/list-blocks.ts'
import { listDivisions } from './use/list-divisions.ts'
import { listSites } from './use/list-sites.ts'
import { loadDistrict } from './use/load-district.ts'
import { locatePoint } from './use/locate-point.ts'
import { setBlockMember } from './use/set-block-member.ts'

export { addressKey } from './rules/address-key.ts'
export { findDivision, findOwnDivision, placePoint, type PlacedPoint } from './store.ts'
export type { PlacesRows } from './tables/rows.ts'

/** The room of divisions, blocks, outline and sites. */
export const places: Room = {
  name: 'places',
  signatures: placesSignatures,
  bodies: [loadDistrict, listDivisions, listBlocks, setBlockMember, getOutline, listSites, createSite, editSite, locatePoint],
  tables: join(import.meta.dirname, 'tables'),
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestRooms } from '@yinqiao/kernel/testing'
import { DistrictFile, LoadDistrict } from '@yinqiao/places/contract'
import { root } from '../config.ts'

/** The invented 青禾区 (990101): street 990101001, town 990101100. */
export async function loadQinghe(t: TestRooms): Promise<void> {
  const file = readFileSync(join(root, 'rooms/places/fixtures/qinghe.json'), 'utf8')
  await t.done(LoadDistrict, { district: DistrictFile.parse(JSON.parse(file)) }, t.actor({ role: 'system-admin' }))
}

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadSyntheticDistrict, loadSyntheticHomes, readLiveDevices } from '@yinqiao/sim'
import { hashSecret } from '@yinqiao/watch'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './testing/open-house.ts'

let house: House
const folder = mkdtempSync(join(tmpdir(), 'yinqiao-homes-'))
const secretsFile = join(folder, 'sim-secrets.json')
beforeAll(async () => {
  house = await openHouse()
  house.t.clock.set('2026-11-22T02:00:00Z')
  await loadSyntheticDistrict(house.t.kernel, 120, () => {})
}, 120_000)
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

test('homes load by public commands, go on where they were cut off, and a second load adds nothing', async () => {
  let steps = 0
  const cut = await loadSyntheticHomes(house.t.kernel, 24, secretsFile, () => steps++ < 7)
  expect(cut.homes).toBe(7)
  const rest = await loadSyntheticHomes(house.t.kernel, 24, secretsFile)
  expect(rest.homes).toBe(17)
  const counts = () =>
    house.t.rows(
      'select (select count(*) from watch.home) as homes, (select count(*) from watch.device) as devices, (select count(*) from watch.binding) as bound',
    )
  const before = await counts()
  expect(before).toMatchObject([{ homes: 24, devices: cut.devices + rest.devices, bound: cut.devices + rest.devices }])
  expect(await loadSyntheticHomes(house.t.kernel, 24, secretsFile)).toMatchObject({ homes: 0, devices: 0 })
  expect(await counts()).toEqual(before)
  expect(
    await house.t.rows('select 1 from watch.home where not synthetic union all select 1 from watch.device where not synthetic'),
  ).toEqual([])
}, 120_000)

test('the secrets lie in a file for its owner alone, and are those of the devices; a lost one is renewed', async () => {
  expect(statSync(secretsFile).mode & 0o777).toBe(0o600)
  const secrets = JSON.parse(readFileSync(secretsFile, 'utf8')) as Record<string, string>
  const known = await house.t.rows<{ source: string; secret_hash: string }>(
    'select source, secret_hash from watch.device where secret_hash is not null',
  )
  expect(known.length).toBeGreaterThan(10)
  for (const { source, secret_hash } of known) expect(hashSecret(secrets[source] ?? '')).toBe(secret_hash)
  rmSync(secretsFile)
  const devices = await readLiveDevices(house.t.kernel, 24, secretsFile)
  expect(devices.filter(({ hasSecret, secret }) => hasSecret && secret === null)).toEqual([])
  const renewed = await house.t.rows<{ source: string; secret_hash: string }>(
    'select source, secret_hash from watch.device where secret_hash is not null',
  )
  const told = new Map(devices.map(({ source, secret }) => [source, secret]))
  for (const { source, secret_hash } of renewed) expect(hashSecret(told.get(source) ?? '')).toBe(secret_hash)
})

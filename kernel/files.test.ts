import { existsSync, readdirSync, readlinkSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { databaseAway } from './database-away.ts'
import { asSystem } from './transaction.ts'
import { testRooms, type TestRooms } from './testing/index.ts'

let t: TestRooms
beforeAll(async () => {
  t = await testRooms([])
})
afterAll(() => t.close())

const put = (text: string) => asSystem(t.kernel, 'kernel', (ctx) => ctx.files.put(Buffer.from(text), 'a.txt'))
const held = () =>
  (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd') : []).flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`)
      return path.startsWith(t.kernel.filesFolder) ? [path] : []
    } catch {
      return []
    }
  })
const onDisk = () => readdirSync(t.kernel.filesFolder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length

test('a file that finds no room leaves nothing: no half of it on the disk, no row, and no open handle (which would end the program)', async () => {
  const probe = await open(import.meta.filename)
  const handles = Object.getPrototypeOf(probe) as FileHandle
  await probe.close()
  const full = vi.spyOn(handles, 'writeFile').mockImplementation(async () => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  })
  const error = await put('满').catch((problem: unknown) => problem)
  expect(databaseAway(error)).toMatchObject({ refused: { code: 'kernel.read-only' } })
  expect(held()).toEqual([])
  expect([onDisk(), await t.rows('select 1 from kernel.file')]).toEqual([0, []])
  full.mockRestore()
  await put('空')
  expect([onDisk(), (await t.rows('select 1 from kernel.file')).length]).toEqual([1, 1])
})

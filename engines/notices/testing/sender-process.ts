import { fileKeyStore, buildRegistry, type Kernel, openPool, realChance, ringCipher } from '@yinqiao/kernel/server'
import pino from 'pino'
import { notices } from '../index.ts'
import { type SenderOptions, startSender } from '../sender.ts'
import type { NoticesSettings } from '../settings.ts'

/** A sender as a process of its own on the database of a test. */
interface Told {
  readonly url: string
  readonly keys: string
  readonly settings: NoticesSettings
  readonly options?: SenderOptions
}

const told = JSON.parse(process.argv[2] ?? '{}') as Told
const room = notices(told.settings)
const roles = new Set(room.signatures.flatMap(({ permission }) => (typeof permission === 'string' ? [] : permission.roles)))
const kernel: Kernel = {
  pool: openPool(told.url, 8),
  chance: realChance,
  cipher: ringCipher(fileKeyStore(told.keys).load()),
  filesFolder: '/nowhere',
  registry: buildRegistry([room], roles),
  log: pino({ level: 'silent' }),
  area: '320507',
}
const sender = startSender(kernel, told.settings, told.options ?? {})
process.send?.({ pid: process.pid })
process.on('SIGTERM', () => {
  void sender
    .stop()
    .then(() => kernel.pool.end())
    .then(() => process.exit(0))
})

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { connect as dial } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Lane, RawMessage } from './contract/message.ts'
import { acknowledged, connectPacket, publishPacket } from './fixtures/packets.ts'
import { openSpool, type Spool, type SpoolOptions } from './index.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'spool-'))
  closers.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
const open = (folder: string, options: SpoolOptions = {}) => openSpool(folder, { reserveBytes: 1 << 14, segmentBytes: 4_096, ...options })
const say = (payload: string, packet = 1): RawMessage => ({
  via: 'mqtt',
  source: 'd1',
  topic: 'up/d1',
  payload: Buffer.from(payload),
  receivedAt: 1_700_000_000_000,
  repeated: false,
  packet,
})
const words = (messages: readonly RawMessage[]) => messages.map(({ payload }) => Buffer.from(payload).toString())
/** Everything a lane holds, taken out. */
async function drain(spool: Spool, lane: Lane): Promise<string[]> {
  const all: string[] = []
  for (let part = await spool.next(lane); part !== null; part = await spool.next(lane)) {
    all.push(...words(part.messages))
    await part.done()
  }
  return all
}
const segments = (folder: string, lane: Lane) => readdirSync(folder).filter((name) => new RegExp(`^${lane}-\\d{8}\\.spool$`).test(name))

describe('spool', () => {
  test('gives back everything in order, over many segments and after closing', async () => {
    const folder = newFolder()
    const spool = await open(folder)
    const all = Array.from({ length: 500 }, (_, at) => `message ${at} ${'x'.repeat(at)}`)
    for (let at = 0; at < all.length; at += 10)
      await spool.append(
        all.slice(at, at + 10).map((word) => say(word)),
        'bulk',
      )
    await spool.close()
    expect(segments(folder, 'bulk').length).toBeGreaterThan(10)
    const again = await open(folder)
    expect(await drain(again, 'bulk')).toEqual(all)
    expect([again.bytes(), segments(folder, 'bulk')]).toEqual([0, []])
    await again.close()
  })
  test.skipIf(process.platform === 'win32')('lies in folders for its own account alone', async () => {
    const folder = join(newFolder(), 'spool', 'all')
    const spool = await open(folder)
    expect([folder, join(folder, '..')].map((each) => statSync(each).mode & 0o077)).toEqual([0, 0])
    await spool.close()
  })
  test('a note lies beside its message, over a restart; one nobody can read takes nothing from it', async () => {
    const folder = newFolder()
    const spool = await open(folder, { noteOf: ({ packet }) => (packet === 2 ? undefined : `钟差 ${packet}`) })
    await spool.append([say('a', 1), say('b', 2), say('c', 3)], 'bulk')
    await spool.append([say('press', 4)], 'urgent')
    await spool.close()
    const given: string[] = []
    const damage: string[] = []
    const again = await open(folder, {
      onNote: (message, note) => {
        if (message.packet === 3) throw new Error('no such note')
        given.push(`${words([message])[0]}: ${note}`)
      },
      onDamage: (_, what) => damage.push(what),
    })
    const part = await again.next('bulk')
    expect(part?.messages).toEqual([say('a', 1), say('b', 2), say('c', 3)].map((one) => ({ ...one, repeated: true })))
    await part?.done()
    expect(await drain(again, 'urgent')).toEqual(['press'])
    expect(given).toEqual(['a: 钟差 1', 'press: 钟差 4'])
    expect(damage).toEqual(['a note was not understood: Error: no such note'])
    await again.close()
  })
  test('what was not let go of comes again', async () => {
    const folder = newFolder()
    const spool = await open(folder)
    await spool.append([say('a')], 'urgent')
    expect(words((await spool.next('urgent'))?.messages ?? [])).toEqual(['a'])
    expect(words((await spool.next('urgent'))?.messages ?? [])).toEqual(['a'])
    await spool.close()
    const again = await open(folder)
    expect(await drain(again, 'urgent')).toEqual(['a'])
    await again.close()
  })
  test('is held by one process', async () => {
    const folder = newFolder()
    const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures/spooling-broker.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    closers.push(() => child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    await expect(open(folder)).rejects.toThrow(`held by process ${child.pid}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await (await open(folder)).close()
  })
  test('is not held by another process that has the number of the dead one, as after a restart of the machine', async () => {
    const folder = newFolder()
    const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures/spooling-broker.ts'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    closers.push(() => child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const lock = join(folder, 'lock')
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(String(child.pid), String(process.ppid)))
    await (await open(folder)).close()
  })
  test('a torn tail is cut; whole messages before it are there', async () => {
    const folder = newFolder()
    const spool = await open(folder, { segmentBytes: 1 << 20 })
    await spool.append([say('a'), say('b'), say('c')], 'bulk')
    await spool.close()
    const [name = ''] = segments(folder, 'bulk')
    truncateSync(join(folder, name), statSync(join(folder, name)).size - 2)
    const damage: string[] = []
    const again = await open(folder, { onDamage: (file, what) => damage.push(`${file.slice(folder.length + 1)} ${what}`) })
    expect(await drain(again, 'bulk')).toEqual(['a', 'b'])
    expect(damage).toEqual(['bulk-00000001.spool its tail was torn when the process ended'])
    expect(segments(folder, 'bulk')).toEqual([])
    await again.close()
  })
  test('a segment damaged in its middle gives what can be read, also behind the damage, and stays for people', async () => {
    const folder = newFolder()
    const spool = await open(folder, { segmentBytes: 100 })
    await spool.append([say('a'), say('b'.repeat(50)), say('c')], 'bulk')
    await spool.append([say('d')], 'bulk')
    await spool.close()
    const [name = ''] = segments(folder, 'bulk')
    const bytes = readFileSync(join(folder, name))
    bytes[bytes.indexOf('bbb') + 9] = 0
    writeFileSync(join(folder, name), bytes)
    const damage: string[] = []
    const again = await open(folder, { onDamage: (_file, what) => damage.push(what) })
    expect(await drain(again, 'bulk')).toEqual(['a', 'c', 'd'])
    expect(damage).toEqual(['it is damaged and kept for people to look at'])
    expect(readdirSync(folder).filter((file) => file.endsWith('.damaged'))).toEqual([`${name}.damaged`])
    await again.close()
  })
  test('a file that is no segment does not stop it', async () => {
    const folder = newFolder()
    appendFileSync(join(folder, 'bulk-00000001.spool'), '')
    appendFileSync(join(folder, 'bulk-00000002.spool'), 'nonsense of somebody')
    const spool = await open(folder)
    await spool.append([say('a')], 'bulk')
    expect(await drain(spool, 'bulk')).toEqual(['a'])
    await spool.close()
  })
  test('bulk stops before the limit, urgent messages go on to it, and then into nothing', async () => {
    const spool = await open(newFolder(), { bytesAtMost: 40_000 })
    const big = 'x'.repeat(1_000)
    const fill = async (lane: Lane) => {
      for (let count = 0; ; count++) {
        const error = await spool.append([say(big)], lane).catch((thrown: Error) => thrown)
        if (error !== undefined) return { count, error: error.name }
      }
    }
    const bulk = await fill('bulk')
    expect([bulk.count > 15 && bulk.count < 24, bulk.error]).toEqual([true, expect.stringContaining('SpoolFull')])
    const urgent = await fill('urgent')
    expect(urgent.count).toBeGreaterThan(20)
    expect((await drain(spool, 'urgent')).length).toBe(urgent.count)
    expect((await drain(spool, 'bulk')).length).toBe(bulk.count)
    await spool.append([say('again')], 'bulk')
    await spool.close()
  })
})

describe('a killed process', () => {
  test('leaves every acknowledged message once, three times over', { timeout: 60_000 }, async () => {
    const folder = newFolder()
    const acked = new Set<string>()
    for (let round = 0; round < 3; round++) {
      const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'fixtures/spooling-broker.ts'), folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      closers.push(() => child.kill('SIGKILL'))
      const [said] = await once(child.stdout ?? process.stdin, 'data')
      const socket = dial(Number(String(said)), '127.0.0.1')
      socket.on('error', () => undefined)
      let got = Buffer.alloc(0)
      socket.on('data', (chunk: Buffer) => (got = Buffer.concat([got, chunk])))
      socket.write(connectPacket('d1'))
      for (let id = 1; id <= 20_000; id++) socket.write(publishPacket(id % 10 === 0 ? 'up/d1/sos' : 'up/d1', id, `${round}-${id}`))
      while (acknowledged(got).length < 1_000) await once(socket, 'data')
      child.kill('SIGKILL')
      await once(child, 'exit')
      for (const id of acknowledged(got)) acked.add(`${round}-${id}`)
      socket.destroy()
    }
    expect(acked.size).toBeGreaterThanOrEqual(3_000)
    const spool = await open(folder)
    const all = [...(await drain(spool, 'urgent')), ...(await drain(spool, 'bulk'))]
    await spool.close()
    const there = new Set(all)
    expect([...acked].filter((word) => !there.has(word))).toEqual([])
    expect(all.length).toBe(there.size)
  })
})

const canMount = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = mkdtempSync(join(tmpdir(), 'may-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
})()
describe.skipIf(!canMount)('a full disk (skipped where no small disk can be mounted)', () => {
  test('takes no bulk, but urgent messages by the reserve; later all of them come back', async () => {
    const folder = newFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder])
    closers.push(() => execFileSync('umount', [folder]))
    const spool = await open(folder, { reserveBytes: 1 << 16 })
    await spool.append([say('before')], 'bulk')
    expect(() => writeFileSync(join(folder, 'filler'), Buffer.alloc(1 << 20))).toThrow('ENOSPC')
    await expect(spool.append([say('bulk'.repeat(2_000))], 'bulk')).rejects.toThrow('ENOSPC')
    const urgent = Array.from({ length: 100 }, (_, at) => `sos ${at}`)
    for (const word of urgent) await spool.append([say(word)], 'urgent')
    await expect(spool.append([say('u'.repeat(1 << 16))], 'urgent')).rejects.toThrow('the reserve is full')
    await spool.close()

    const again = await open(folder, { reserveBytes: 1 << 16 })
    expect(await drain(again, 'urgent')).toEqual(urgent)
    await again.append([say('second filling')], 'urgent')
    await again.close()
    const third = await open(folder, { reserveBytes: 1 << 16 })
    expect(await drain(third, 'urgent')).toEqual(['second filling'])
    expect(await drain(third, 'bulk')).toEqual(['before'])
    rmSync(join(folder, 'filler'))
    await third.append([say('room again')], 'bulk')
    expect(await drain(third, 'bulk')).toEqual(['room again'])
    await third.close()
  })
})

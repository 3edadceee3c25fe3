import { once } from 'node:events'
import { connect as dial } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { RawMessage, Verdict } from './contract/message.ts'
import { openTerminals, type TerminalOptions, type TerminalProtocol } from './index.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const until = async (says: () => boolean, ms = 5_000) => {
  for (const end = performance.now() + ms; !says() && performance.now() < end; ) await wait(5)
  expect(says()).toBe(true)
}

/** Lines; `login ID` says who it is; every line is answered with `ok LINE`. */
const lines: TerminalProtocol = {
  protocol: 'lines',
  splitter: () => {
    let rest = ''
    return {
      push: (chunk) => {
        const parts = (rest + Buffer.from(chunk).toString()).split('\n')
        rest = parts.pop() ?? ''
        if (rest.length > 1_000) throw new Error('too long')
        return parts.map((part) => Buffer.from(part))
      },
    }
  },
  open: () => {
    let deviceId: string | null = null
    return {
      decode: (frame) => {
        const line = Buffer.from(frame).toString()
        if (line.startsWith('login ')) deviceId = line.slice(6)
        return { deviceId, replies: [Buffer.from(`ok ${line}\n`)] }
      },
    }
  },
}

async function stand(keep: (message: RawMessage) => Promise<Verdict> = async () => 'kept', options: Partial<TerminalOptions> = {}) {
  const heard: RawMessage[] = []
  const refused: string[] = []
  const terminals = await openTerminals({
    port: 0,
    host: '127.0.0.1',
    protocol: lines,
    admit: (source) => source !== 'lines:stranger',
    now: () => 1_700_000_000_000,
    onMessage: (message) => {
      heard.push(message)
      return keep(message)
    },
    onRefused: (kind, who, what) => refused.push(`${kind} ${who}: ${what}`),
    ...options,
  })
  closers.push(() => terminals.close())
  const terminal = async () => {
    const socket = dial(terminals.port, '127.0.0.1')
    socket.on('error', () => undefined)
    closers.push(() => socket.destroy())
    await once(socket, 'connect')
    const got = { text: '', closed: false }
    socket.on('data', (chunk) => (got.text += chunk.toString()))
    socket.on('close', () => (got.closed = true))
    return { socket, got }
  }
  return { terminals, heard, refused, terminal }
}

test('a frame is one message; its reply leaves after it is kept', async () => {
  const commits: (() => void)[] = []
  const { heard, terminal } = await stand(() => new Promise((resolve) => commits.push(() => resolve('kept'))))
  const { socket, got } = await terminal()
  socket.write('login 7\na\nb')
  await until(() => heard.length === 2)
  await wait(50)
  expect(got.text).toBe('')
  commits[0]?.()
  await until(() => got.text === 'ok login 7\n')
  socket.write('\n')
  await until(() => heard.length === 3)
  commits[1]?.()
  commits[2]?.()
  await until(() => got.text === 'ok login 7\nok a\nok b\n')
  expect(heard.map(({ payload }) => Buffer.from(payload).toString())).toEqual(['login 7', 'a', 'b'])
  expect(heard[2]).toMatchObject({ via: 'tcp', source: 'lines:7', topic: 'lines', repeated: false, packet: null })
})

test('a terminal that floods is read no faster than its frames are kept', async () => {
  const { heard, terminal } = await stand(async () => {
    await wait(20)
    return 'kept'
  })
  const { socket, got } = await terminal()
  socket.write('login 7\n')
  for (let at = 0; at < 200; at++) socket.write(`${'x'.repeat(500)}\n`.repeat(200))
  await until(() => heard.length > 1)
  await wait(100)
  // a chunk of a socket is at most 64 KiB, so at most 131 lines each 20 ms
  expect(heard.length).toBeLessThan(10 * 140)
  socket.destroy()
  await until(() => got.closed)
})

/** Keeps presses alone until it is told otherwise. */
const fullDisk = () => {
  const disk = { full: true }
  const keep = async ({ payload }: RawMessage): Promise<Verdict> => {
    if (disk.full && !Buffer.from(payload).toString().startsWith('sos')) throw new Error('the disk is full')
    return 'kept'
  }
  return { disk, keep }
}

test('what is not kept is not answered; a press behind it is; once it is kept its reply leaves, too', async () => {
  const { disk, keep } = fullDisk()
  const { terminal } = await stand(keep, {
    againAfter: 30,
    saysNothing: ({ replies }) => Buffer.from(replies[0] ?? []).includes(' login '),
  })
  const { socket, got } = await terminal()
  // in one chunk, and in one that comes later
  socket.write('login 7\na\nsos 1\n')
  await until(() => got.text === 'ok login 7\nok sos 1\n')
  socket.write('b\n')
  await wait(50)
  socket.write('sos 2\n')
  await until(() => got.text === 'ok login 7\nok sos 1\nok sos 2\n')
  await wait(100)
  expect([got.text.length, got.closed]).toEqual(['ok login 7\nok sos 1\nok sos 2\n'.length, false])
  disk.full = false
  await until(() => got.text.includes('ok a\n') && got.text.includes('ok b\n'))
})

test('a press is answered while a position before it hangs', async () => {
  const { terminal } = await stand(({ payload }) =>
    Buffer.from(payload).toString() === 'a' ? new Promise(() => undefined) : Promise.resolve('kept'),
  )
  const { socket, got } = await terminal()
  socket.write('login 7\na\n')
  await until(() => got.text === 'ok login 7\n')
  socket.write('sos\n')
  await until(() => got.text === 'ok login 7\nok sos\n')
})

test('more than is held ends the connection: the terminal keeps it and comes again', async () => {
  const { keep } = fullDisk()
  const { terminal } = await stand(keep, { againAfter: 10_000 })
  const { socket, got } = await terminal()
  socket.write(`login 7\n${'a\n'.repeat(60)}`)
  await until(() => got.closed)
  expect(got.text).toBe('')
})

test('an unknown terminal is reported, not answered, not kept', async () => {
  const { heard, refused, terminal } = await stand(undefined, { muteFor: 100 })
  const { socket, got } = await terminal()
  socket.write('login stranger\n')
  socket.write('a\n')
  await until(() => got.closed)
  expect([got.text, heard, refused]).toEqual(['', [], ['unknown lines:stranger: lines terminal at 127.0.0.1']])
})

test('frames without a name are not answered; a few of them end the connection', async () => {
  const { heard, refused, terminal } = await stand()
  const { socket, got } = await terminal()
  socket.write('a\n'.repeat(7))
  await wait(50)
  expect([got.closed, got.text]).toEqual([false, ''])
  socket.write('a\n')
  await until(() => got.closed)
  expect(heard).toEqual([])
  expect(refused).toEqual(["unknown 127.0.0.1: 8 frames without a terminal's number"])
})

test('a frame without an end is a giant', async () => {
  const { refused, terminal } = await stand()
  const { socket, got } = await terminal()
  socket.write(`login 7\n`)
  await until(() => got.text !== '')
  socket.write('x'.repeat(2_000))
  await until(() => got.closed)
  expect(refused).toEqual(['giant lines:7: too long'])
})

test('a connection that says nothing whole in time is slow, a byte at a time too', async () => {
  const { refused, terminal } = await stand(undefined, { frameWithin: 150 })
  const silent = await terminal()
  const dripping = await terminal()
  const drip = setInterval(() => dripping.socket.writable && dripping.socket.write('x'), 20)
  await until(() => silent.got.closed && dripping.got.closed)
  clearInterval(drip)
  expect(refused).toEqual(Array(2).fill('slow 127.0.0.1: no whole frame within 150 ms'))
})

test('an idle terminal is let go without a report', async () => {
  const { refused, terminal } = await stand(undefined, { idleAfter: 100 })
  const { socket, got } = await terminal()
  socket.write('login 7\n')
  await until(() => got.closed)
  expect(refused).toEqual([])
})

test('too many connections from one address are turned away', async () => {
  const { refused, terminal, terminals } = await stand(undefined, { perAddressAtMost: 2 })
  await terminal()
  await terminal()
  const third = await terminal()
  await until(() => third.got.closed)
  expect(terminals.connections()).toBe(2)
  expect(refused).toEqual(['crowd 127.0.0.1: 2 connections, 2 from here'])
})

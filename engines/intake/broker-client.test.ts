import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect as dial, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectAsync } from 'mqtt'
import { afterEach, describe, expect, test } from 'vitest'
import type { RawMessage, Verdict } from './contract/message.ts'
import { openBrokerClient } from './index.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const until = async (says: () => boolean | Promise<boolean>, ms = 15_000) => {
  let said = await says()
  for (const end = performance.now() + ms; !said && performance.now() < end; said = await says()) await wait(20)
  expect(said).toBe(true)
}
const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = dial(port, '127.0.0.1', () => resolve(socket.destroy().destroyed))
    socket.on('error', () => resolve(false))
  })

const mosquitto = ['/usr/sbin/mosquitto', '/usr/bin/mosquitto', '/opt/homebrew/sbin/mosquitto'].find((path) => existsSync(path))

describe.skipIf(mosquitto === undefined)('an external broker (skipped without mosquitto)', () => {
  async function stand() {
    const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'))
    closers.push(() => rmSync(folder, { recursive: true }))
    const port = await freePort()
    writeFileSync(join(folder, 'm.conf'), `listener ${port} 127.0.0.1\nallow_anonymous true\n`)
    const start = async () => {
      const process = spawn(mosquitto ?? '', ['-c', join(folder, 'm.conf')], { stdio: 'ignore' })
      closers.push(() => process.kill('SIGKILL'))
      await until(() => answers(port))
    }
    return { url: `mqtt://127.0.0.1:${port}`, start }
  }
  const take = (url: string, onMessage: (message: RawMessage) => Promise<Verdict>, name = 'test', connections = 4) => {
    const client = openBrokerClient({
      url,
      topics: ['up/#'],
      name,
      connections,
      onMessage,
      now: () => 1_700_000_000_000,
      sourceOf: (topic) => topic.split('/')[1] ?? '',
    })
    closers.push(() => client.close())
    return client
  }
  const device = async (url: string) => {
    const client = await connectAsync(url, { clientId: `device-${performance.now()}` })
    closers.push(() => client.endAsync(true))
    return client
  }

  test('gives each message to one node; the platform may be started first', async () => {
    const { url, start } = await stand()
    const heard: RawMessage[] = []
    const keep = async (message: RawMessage): Promise<Verdict> => {
      heard.push(message)
      return 'kept'
    }
    const nodes = [take(url, keep, 'one'), take(url, keep, 'two')]
    await start()
    await until(() => nodes.every((node) => node.connected() === 4))
    await wait(200)
    const sender = await device(url)
    await Promise.all(Array.from({ length: 200 }, (_, at) => sender.publishAsync(`up/d${at}`, `${at}`, { qos: 1 })))
    await sender.publishAsync('up/zero', 'qos 0', { qos: 0 })
    await until(() => heard.length >= 201)
    await wait(200)
    expect(heard.length).toBe(201)
    expect(heard.find(({ topic }) => topic === 'up/d7')).toMatchObject({ via: 'mqtt', source: 'd7', repeated: false })
  })
  test('a message that was not kept comes again, flagged; a command goes out', async () => {
    const { url, start } = await stand()
    await start()
    let failures = 1
    const heard: RawMessage[] = []
    const client = take(
      url,
      async (message) => {
        heard.push(message)
        if (failures-- > 0) throw new Error('database gone')
        return 'kept'
      },
      'test',
      1,
    )
    await until(() => client.connected() === 1)
    await wait(200)
    const sender = await device(url)
    const commands: string[] = []
    sender.on('message', (_topic, payload) => commands.push(payload.toString()))
    await sender.subscribeAsync('down/d1', { qos: 1 })
    await sender.publishAsync('up/d1', 'once', { qos: 1 })
    await until(() => heard.length === 2)
    expect(heard.map(({ repeated }) => repeated)).toEqual([false, true])
    await until(() => client.connected() === 1)
    await client.send('down/d1', Buffer.from('ring'))
    await until(() => commands.length === 1)
    await wait(200)
    expect(heard.length).toBe(2)
  })
})

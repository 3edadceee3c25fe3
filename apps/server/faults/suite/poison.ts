import { connect } from 'node:net'
import { request } from 'node:http'
import { runs } from '../program.ts'
import { type Fault, type Seen } from './fault.ts'
import { fuzzInside } from './fuzz-inside.ts'
import { checkInvariants } from './invariants.ts'
import { connectPacket, openSender, type Sent } from './open-sender.ts'
import { type Desk, openStage, secret, type Stage } from './open-stage.ts'
import { openMutator, recorded } from './mutate.ts'

const giant = 100 * 1024 * 1024

/** Messages that must not hurt, and the word that must stand in the list of quarantined messages. */
const poisons: readonly { readonly name: string; readonly payload: Buffer; readonly word: string }[] = [
  { name: 'bad-utf8', payload: Buffer.from([0x7b, 0xff, 0xfe, 0xc0, 0x7d]), word: 'bad-utf8' },
  { name: 'deep', payload: Buffer.from('['.repeat(100_000)), word: 'too-deep' },
  { name: 'nan', payload: Buffer.from('{"readings":{"heart-rate":NaN}}'), word: 'bad-json' },
  { name: 'infinite', payload: Buffer.from('{"readings":{"heart-rate":1e999}}'), word: 'bad-value' },
  { name: 'empty', payload: Buffer.alloc(0), word: 'bad-json' },
  { name: 'zero-bytes', payload: Buffer.alloc(1000), word: 'bad-json' },
  { name: 'no-words', payload: Buffer.from('"\\u0000"'), word: 'no-object' },
]

async function reasonsOf(desk: Desk, source: string): Promise<string> {
  const { body } = await desk.call('watch.list-quarantine', { search: source })
  return (body as { rows: { reason: string; detail: string | null }[] }).rows
    .map(({ reason, detail }) => `${reason} ${detail ?? ''}`)
    .join('; ')
}

export async function poison(stage: Stage, sockets: number, inside: number, say: (line: string) => void): Promise<Seen[]> {
  const desk = await stage.desk()
  const devices = await stage.addDevices('po', poisons.length + 4)
  const { pid } = stage.program().child
  const give = (user: string, messages: readonly Sent[], seconds = 120) =>
    new Promise<number>((done) => {
      let acked = 0
      const end = () => {
        clearTimeout(timer)
        sender.close()
        done(acked)
      }
      const timer = setTimeout(end, seconds * 1000)
      const sender = openSender({
        port: stage.mqttPort,
        user,
        secret,
        onAck: () => {
          acked++
          if (acked === messages.length) end()
        },
      })
      for (const message of messages) sender.send(message)
    })
  const seen: Seen[] = []
  for (const [n, { name, payload, word }] of poisons.entries()) {
    const source = devices[n]?.source ?? ''
    const acked = await give(source, [{ topic: `up/${source}`, payload }], 10)
    const reasons = await reasonsOf(desk, source)
    seen.push({
      what: `${name}：已确认，列于隔离`,
      promise: word,
      seen: `${acked === 1 ? '已确认' : '未确认'}；${reasons}`.slice(0, 200),
      passed: acked === 1 && reasons.includes(word),
    })
  }
  const [mqtt, http] = [devices.at(-1)?.source ?? '', devices.at(-2)?.source ?? '']
  const closedAfter = await pourMqtt(stage, mqtt)
  const answered = await pourHttp(stage, http)
  // what doors refuse is written down beside, not before the answer
  await new Promise((done) => setTimeout(done, 1500))
  const [ofMqtt, ofHttp] = [await reasonsOf(desk, mqtt), await reasonsOf(desk, '')]
  seen.push({
    what: '100 MB 的 MQTT 报文',
    promise: '断开，giant',
    seen: `收到 ${closedAfter} MB 后断开；${ofMqtt}`.slice(0, 200),
    passed: ofMqtt.includes('giant') && closedAfter < 100,
  })
  seen.push({
    what: '100 MB 的 HTTP 推送',
    promise: '拒绝，giant 或无签名',
    seen: `${answered}；${/giant[^;]*|credential[^;]*/.exec(ofHttp)?.[0] ?? ''}`,
    passed: answered === '401' || answered === '413' || answered === 'closed',
  })

  say(`${sockets} 条变异消息经真实连接`)
  const bend = openMutator(recorded(), 7)
  const fuzzer = devices.at(-3)?.source ?? ''
  const acked = await give(
    fuzzer,
    Array.from({ length: sockets }, () => ({ topic: `up/${fuzzer}`, payload: bend() })),
    300,
  )
  const hoses = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      hose(stage.mqttPort, n % 2 === 0 ? bend() : Buffer.concat([connectPacket(`x${n}`, fuzzer, secret), bend(), bend()])),
    ),
  )
  seen.push({ what: '变异消息经 MQTT：都有确认', promise: String(sockets), seen: String(acked), passed: acked === sockets })
  seen.push({ what: '乱字节的连接', promise: '—', seen: `${hoses.length} 条`, passed: true })
  const after = await desk.call('watch.list-open-alarms', {})
  const alive = pid !== undefined && runs(pid) && pid === stage.program().child.pid && after.status === 200
  seen.push({ what: '程序', promise: '没有崩溃、仍答复', seen: alive ? '同一进程，仍答复' : '死了', passed: alive })
  seen.push(await fuzzInside(stage, inside, say))
  return [...seen, ...(await checkInvariants(stage))]
}

/** Announces a packet of 100 MB and pours; gives how many MB it got rid of before the door was shut. */
function pourMqtt(stage: Stage, user: string): Promise<number> {
  return new Promise((done) => {
    const socket = connect(stage.mqttPort, '127.0.0.1')
    const block = Buffer.alloc(1 << 20, 0x41)
    socket.on('error', () => {})
    socket.on('close', () => done(Math.round(socket.bytesWritten / (1 << 20))))
    socket.on('connect', () => socket.write(connectPacket('giant', user, secret)))
    socket.once('data', () => {
      socket.write(Buffer.from([0x32, 0x80 | (giant & 127), 0x80 | ((giant >> 7) & 127), 0x80 | ((giant >> 14) & 127), giant >> 21]))
      const pour = () => {
        if (socket.destroyed || socket.bytesWritten > giant) return void socket.end()
        if (socket.write(block)) setImmediate(pour)
        else socket.once('drain', pour)
      }
      pour()
    })
  })
}

function pourHttp(stage: Stage, user: string): Promise<string> {
  return new Promise((done) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: stage.pushPort,
        method: 'POST',
        path: `/push/up/${user}`,
        agent: false,
        headers: { 'content-length': String(giant), 'x-yinqiao-key': user },
      },
      (answer) => {
        done(String(answer.statusCode))
        sent.destroy()
      },
    )
    sent.on('error', () => done('closed'))
    const block = Buffer.alloc(1 << 20, 0x41)
    const pour = () => {
      if (sent.destroyed) return
      if (sent.write(block)) setImmediate(pour)
      else sent.once('drain', pour)
    }
    pour()
  })
}

/** Opens a connection, throws bytes at it, and leaves when it is shut or after a second. */
function hose(port: number, bytes: Buffer): Promise<void> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('error', () => {})
    socket.on('close', () => done())
    setTimeout(() => socket.destroy(), 1000)
  })
}

export const poisonFault: Fault = {
  name: 'poison',
  title: '毒消息：坏 UTF-8、深 JSON、100 MB、NaN，与一百万条变异消息',
  times: 1,
  async run(_times, say) {
    const stage = await openStage()
    try {
      return await poison(stage, 20_000, 1_000_000, say)
    } finally {
      await stage.close()
    }
  },
}

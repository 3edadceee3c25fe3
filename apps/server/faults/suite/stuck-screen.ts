import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Fault, quantile, type Seen } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { listenLive } from './listen-live.ts'
import { openCrowd } from './open-crowd.ts'
import { openStage, type Stage } from './open-stage.ts'

/** A browser that asks for the news and never reads them. */
function openStuck(stage: Stage, cookie: string): Socket {
  const socket = connect(stage.port, '127.0.0.1', () => {
    socket.pause()
    socket.write(`GET /api/live?topics=watch.alarm HTTP/1.1\r\nhost: x\r\ncookie: yinqiao_session=${cookie}\r\n\r\n`)
  })
  socket.pause()
  socket.on('error', () => {})
  return socket
}

/** Memory of the program in MB. */
const memory = (stage: Stage) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${stage.program().child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

/** Screens that read, beside ones that do not, in turns of the same run; presses are the clock. */
export async function stuckScreen(
  stage: Stage,
  turns: number,
  seconds: number,
  count: number,
  say: (line: string) => void,
): Promise<Seen[]> {
  const gateways = await stage.addGateways('st', 4, 15)
  const probes = await stage.addGateways('sp', 1, turns * 2 * seconds * 10)
  const desk = await stage.desk()
  const shown = new Map<string, number>()
  const screen = listenLive(stage.port, desk.cookie, 'watch.alarm,watch.spooled', ({ data, at }) => {
    const home = String(data['homeId'])
    if (!shown.has(home)) shown.set(home, at)
  })
  // news without end: every message is a press
  const crowd = openCrowd(stage, gateways, { mark: 'st', rate: 100, pressEvery: 1 })
  const prober = openCrowd(stage, probes, { mark: 'sp', rate: 0 })
  await pause(4000)
  const delays: Record<'alone' | 'beside', number[]> = { alone: [], beside: [] }
  const before = memory(stage)
  let most = before
  let probe = 0
  const stuck: Socket[] = []
  const run = async (kind: 'alone' | 'beside') => {
    const sent: { readonly home: string; readonly at: number }[] = []
    for (let n = 0; n < seconds * 10; n++) {
      const { device } = prober.press(0, probe++)
      sent.push({ home: device.homeId ?? '', at: performance.now() })
      await pause(100)
      if (n % 10 === 0) most = Math.max(most, memory(stage))
    }
    await pause(1000)
    delays[kind].push(...sent.flatMap(({ home, at }) => (shown.has(home) ? [(shown.get(home) ?? 0) - at] : [])))
  }
  for (let turn = 0; turn < turns; turn++) {
    await run('alone')
    for (let n = 0; n < count; n++) stuck.push(openStuck(stage, desk.cookie))
    await run('beside')
    say(`${turn + 1} / ${turns}`)
  }
  crowd.close()
  prober.close()
  const last = screen.events.length
  // they read now: whoever was cut off gets what the line still held, then its end
  const cut = await Promise.all(
    stuck.map(
      (socket) =>
        new Promise<boolean>((done) => {
          socket.on('close', () => done(true))
          socket.on('end', () => done(true))
          socket.resume()
          setTimeout(() => done(false), 3000)
        }),
    ),
  )
  for (const socket of stuck) socket.destroy()
  screen.close()
  const [alone, beside] = [quantile(delays.alone, 0.99), quantile(delays.beside, 0.99)]
  const wanted = turns * seconds * 10
  return [
    { what: '读的屏幕收到的消息', promise: '—', seen: `${last} 条`, passed: last > 0 },
    {
      what: `呼救上屏 p99：没有／有 ${count} 个不读的浏览器`,
      promise: '± 10 %（或 5 ms）',
      seen: `${alone} ms／${beside} ms（p50 ${quantile(delays.alone, 0.5)}／${quantile(delays.beside, 0.5)}；各 ${wanted} 次，到 ${delays.alone.length}／${delays.beside.length}）`,
      passed: (beside <= alone * 1.1 || beside - alone <= 5) && delays.alone.length === wanted && delays.beside.length === wanted,
    },
    { what: '不读的浏览器被断开', promise: String(stuck.length), seen: String(cut.filter(Boolean).length), passed: cut.every(Boolean) },
    {
      what: '程序的内存',
      promise: `+ ${stuck.length} MB 以内（每个 0.5 MB 与波动 64 MB）`,
      seen: `${Math.round(before)} MB，最多 ${Math.round(most)} MB`,
      passed: most - before < stuck.length * 0.5 + 64,
    },
    ...(await checkInvariants(stage)),
  ]
}

export const stuckScreenFault: Fault = {
  name: 'stuck-screen',
  title: '浏览器打开了却从不读',
  times: 1,
  async run(_times, say) {
    const stage = await openStage()
    try {
      return await stuckScreen(stage, 2, 60, 10, say)
    } finally {
      await stage.close()
    }
  },
}

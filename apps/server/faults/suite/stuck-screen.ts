import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Fault, none, quantile, type Seen } from './fault.ts'
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

/** Processor seconds of the program, of all its threads (proc(5): utime and stime, hundredths). */
function processorSeconds(stage: Stage): number {
  const stat = readFileSync(`/proc/${stage.program().child.pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** A part of the run: with the crowd of stuck browsers or without, and how long each press took to the screen (ms). */
interface Turn {
  readonly kind: Kind
  readonly delays: number[]
  /** Share of a core the program took. */
  readonly cores: number
}
type Kind = 'alone' | 'beside'

const homesOfProbes = 100
/** Probes a second; with the turns of the full run some thousands of each kind. */
const probesPerSecond = 20

/**
 * A screen that reads, now with and now without browsers beside it that do not, in short turns of one run (without, with, with, without):
 * what else changes on the machine meanwhile falls on both alike. The turns without, in two halves, say how much chance there is in it.
 */
export async function stuckScreen(
  stage: Stage,
  rounds: number,
  seconds: number,
  count: number,
  say: (line: string) => void,
): Promise<Seen[]> {
  const gateways = await stage.addGateways('st', 4, 15)
  const probes = await stage.addGateways('sp', 1, homesOfProbes)
  const desk = await stage.desk()
  // the same homes are pressed again and again, or the number of open alarms would grow from turn to turn: a press shows as one signal more
  const shown = new Map<string, { readonly signals: number; readonly at: number }[]>()
  let heard = 0
  const screen = listenLive(stage.port, desk.cookie, 'watch.alarm', ({ data, at }) => {
    heard++
    const home = String(data['homeId'])
    shown.set(home, [...(shown.get(home) ?? []), { signals: Number(data['signals']), at }])
  })
  // news without end: every message is a press
  const crowd = openCrowd(stage, gateways, { mark: 'st', rate: 100, pressEvery: 1 })
  const prober = openCrowd(stage, probes, { mark: 'sp', rate: 0, window: 1000 })
  let probe = 0
  const press = () => {
    const home = prober.press(0, probe).device.homeId ?? ''
    return { home, signals: Math.floor(probe++ / homesOfProbes) + 1, at: performance.now() }
  }
  for (let n = 0; n < homesOfProbes; n++) {
    press()
    await pause(20)
  }
  await pause(3000)
  const before = memory(stage)
  let most = before
  const [turns, cut]: [Turn[], boolean[]] = [[], []]
  const run = async (kind: Kind) => {
    const stuck = kind === 'beside' ? Array.from({ length: count }, () => openStuck(stage, desk.cookie)) : []
    // the first second of a turn counts for nobody: browsers come and go
    await pause(1000)
    const sent: ReturnType<typeof press>[] = []
    const [began, spent] = [performance.now(), processorSeconds(stage)]
    for (let n = 0; n < seconds * probesPerSecond; n++) {
      await pause(Math.max(0, began + (n * 1000) / probesPerSecond - performance.now()))
      sent.push(press())
      if (n % probesPerSecond === 0) most = Math.max(most, memory(stage))
    }
    const cores = (processorSeconds(stage) - spent) / ((performance.now() - began) / 1000)
    await pause(1500)
    const delays = sent.flatMap(({ home, signals, at }) => {
      const seen = shown.get(home)?.find((one) => one.signals >= signals)
      return seen === undefined ? [] : [seen.at - at]
    })
    turns.push({ kind, delays, cores })
    cut.push(...(await Promise.all(stuck.map(wasCut))))
  }
  for (let round = 0; round < rounds; round++) {
    for (const kind of round % 2 === 0 ? (['alone', 'beside'] as const) : (['beside', 'alone'] as const)) await run(kind)
    say(`${round + 1} / ${rounds}`)
  }
  crowd.close()
  prober.close()
  screen.close()
  const of = (kind: Kind) => turns.filter((turn) => turn.kind === kind)
  const flat = (some: readonly Turn[]) => some.flatMap(({ delays }) => delays)
  const [alone, beside] = [flat(of('alone')), flat(of('beside'))]
  const halves = [0, 1].map((half) => flat(of('alone').filter((_, n) => n % 2 === half)))
  const at = (share: number) => (some: readonly number[]) => quantile(some, share)
  const [p50, p99] = [at(0.5), at(0.99)]
  const noise = Math.abs(p99(halves[0] ?? []) - p99(halves[1] ?? []))
  const worse = p99(beside) - p99(alone)
  const wanted = rounds * seconds * probesPerSecond
  return [
    { what: '读的屏幕收到的消息', promise: '—', seen: `${heard} 条`, passed: heard > 0 },
    none('没有上屏的呼救', Array.from({ length: 2 * wanted - alone.length - beside.length })),
    {
      what: `呼救上屏 p99：没有／有 ${count} 个不读的浏览器，交替 ${rounds} 轮`,
      promise: '± 10 %（或 5 ms，或安静两半之差）',
      seen:
        `${p99(alone)} ms／${p99(beside)} ms（p50 ${p50(alone)}／${p50(beside)}；各 ${wanted} 次；` +
        `安静两半 p99 ${halves.map(p99).join('／')}）`,
      passed: worse <= Math.max(p99(alone) * 0.1, 5, noise),
      timing: true,
    },
    {
      what: '程序用的核：没有／有',
      promise: '—',
      seen: (['alone', 'beside'] as const)
        .map((kind) =>
          of(kind)
            .map(({ cores }) => cores.toFixed(2))
            .join(' '),
        )
        .join(' ／ '),
      passed: true,
    },
    { what: '不读的浏览器被断开', promise: String(cut.length), seen: String(cut.filter(Boolean).length), passed: cut.every(Boolean) },
    {
      what: '程序的内存',
      promise: `+ ${Math.round(count * 0.5 + 64)} MB 以内（每个 0.5 MB 与波动 64 MB）`,
      seen: `${Math.round(before)} MB，最多 ${Math.round(most)} MB`,
      passed: most - before < count * 0.5 + 64,
    },
    ...(await checkInvariants(stage)),
  ]
}

/** It reads now: who was cut off gets what the line still held, then its end. */
async function wasCut(socket: Socket): Promise<boolean> {
  const ended = await new Promise<boolean>((done) => {
    if (socket.destroyed) done(true)
    socket.on('close', () => done(true))
    socket.on('end', () => done(true))
    socket.resume()
    setTimeout(() => done(false), 1500)
  })
  socket.destroy()
  return ended
}

export const stuckScreenFault: Fault = {
  name: 'stuck-screen',
  title: '浏览器打开了却从不读',
  times: 12,
  async run(times, say) {
    const stage = await openStage()
    try {
      return await stuckScreen(stage, times, 15, 10, say)
    } finally {
      await stage.close()
    }
  },
}

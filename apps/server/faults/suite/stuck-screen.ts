import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Program, startProgram } from '../program.ts'
import { type Fault, none, quantile, type Seen } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { listenLive } from './listen-live.ts'
import { openCrowd } from './open-crowd.ts'
import { openStage, type Stage } from './open-stage.ts'
import { processorSeconds } from './processor-seconds.ts'

/** A browser that asks for the news and never reads them. */
function openStuck(port: number, cookie: string): Socket {
  const socket = connect(port, '127.0.0.1', () => {
    socket.pause()
    socket.write(`GET /api/live?topics=watch.alarm HTTP/1.1\r\nhost: x\r\ncookie: yinqiao_session=${cookie}\r\n\r\n`)
  })
  socket.pause()
  socket.on('error', () => {})
  return socket
}

/** Whether it was cut off: it reads now, and gets what the line still held, then its end. */
async function wasCut(socket: Socket): Promise<boolean> {
  const ended = await new Promise<boolean>((done) => {
    if (socket.destroyed) done(true)
    socket.on('close', () => done(true))
    socket.on('end', () => done(true))
    socket.resume()
    setTimeout(() => done(false), 3000)
  })
  socket.destroy()
  return ended
}

/** Memory of a program in MB. */
const memory = ({ child }: Program) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

const homesOfProbes = 100
const probesPerSecond = 20

/**
 * Two processes serve pages, a screen that reads hangs on each, and both hear the same presses at the same time; beside the one hang
 * browsers that do not read. So whatever else the machine does falls on both alike. First nobody hangs there: that difference is chance.
 */
export async function stuckScreen(stage: Stage, seconds: number, count: number, say: (line: string) => void): Promise<Seen[]> {
  const webs = [
    await startProgram(stage.dataFolder, { YINQIAO_ROLE: 'web' }),
    await startProgram(stage.dataFolder, { YINQIAO_ROLE: 'web' }),
  ]
  const closers: (() => void)[] = webs.map(
    ({ child }) =>
      () =>
        child.kill('SIGKILL'),
  )
  try {
    const gateways = await stage.addGateways('st', 4, 15)
    const probes = await stage.addGateways('sp', 1, homesOfProbes)
    const desk = await stage.desk()
    // the same homes are pressed again and again, or the number of open alarms would grow: a press shows as one signal more
    const screens = webs.map(({ port }) => {
      const shown = new Map<string, { readonly signals: number; readonly at: number }[]>()
      const screen = listenLive(port, desk.cookie, 'watch.alarm', ({ data, at }) => {
        const home = String(data['homeId'])
        shown.set(home, [...(shown.get(home) ?? []), { signals: Number(data['signals']), at }])
      })
      closers.push(() => screen.close())
      return shown
    })
    // news without end: every message is a press
    const crowd = openCrowd(stage, gateways, { mark: 'st', rate: 100, pressEvery: 1 })
    const prober = openCrowd(stage, probes, { mark: 'sp', rate: 0, window: 1000 })
    closers.push(
      () => crowd.close(),
      () => prober.close(),
    )
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
    const cut: boolean[] = []
    /** For each process: how long each press took to its screen, the share of a core it used, by how much its memory grew. */
    const run = async (stuckAt: number | null) => {
      const stuck = stuckAt === null ? [] : Array.from({ length: count }, () => openStuck(webs[stuckAt]?.port ?? 0, desk.cookie))
      const sent: ReturnType<typeof press>[] = []
      const [began, spent, held] = [performance.now(), webs.map(processorSeconds), webs.map(memory)]
      for (let n = 0; n < seconds * probesPerSecond; n++) {
        await pause(Math.max(0, began + (n * 1000) / probesPerSecond - performance.now()))
        sent.push(press())
      }
      const took = (performance.now() - began) / 1000
      const used = webs.map((web, n) => ({
        cores: (processorSeconds(web) - (spent[n] ?? 0)) / took,
        grown: memory(web) - (held[n] ?? 0),
      }))
      await pause(2000)
      cut.push(...(await Promise.all(stuck.map(wasCut))))
      const delays = screens.map((shown) =>
        sent.map(({ home, signals, at }) => (shown.get(home)?.find((one) => one.signals >= signals)?.at ?? Number.POSITIVE_INFINITY) - at),
      )
      say(stuckAt === null ? '没有不读的' : `第 ${stuckAt + 1} 个进程旁有 ${count} 个不读的`)
      return { delays, used }
    }
    const calm = await run(null)
    // each is once the one with the others beside it: what the two differ in by themselves falls out
    const turns = [await run(0), await run(1)]
    const beside = turns.flatMap(({ delays }, at) => delays[at] ?? [])
    const free = turns.flatMap(({ delays }, at) => delays[1 - at] ?? [])
    const p99 = (delays: readonly number[] | undefined) => quantile(delays ?? [], 0.99)
    const p50 = (delays: readonly number[] | undefined) => quantile(delays ?? [], 0.5)
    const missing = [...calm.delays.flat(), ...beside, ...free].filter((one) => !Number.isFinite(one))
    const worse = p99(beside) - p99(free)
    const grown = turns.map(({ used }, at) => used[at]?.grown ?? 0)
    return [
      none('没有上屏的呼救', missing),
      {
        what: `同一时刻同样的呼救，上屏 p99：旁边没有／有 ${count} 个不读的浏览器`,
        promise: '± 10 %（或 5 ms）',
        seen: `${p99(free)} ms／${p99(beside)} ms（p50 ${p50(free)}／${p50(beside)}；各 ${free.length} 次）`,
        passed: Math.abs(worse) <= Math.max(p99(free) * 0.1, 5),
        timing: true,
      },
      {
        what: '两个进程旁都没有时的差（偶然）',
        promise: '—',
        seen: `p99 ${calm.delays.map(p99).join('／')} ms（p50 ${calm.delays.map(p50).join('／')}；各 ${calm.delays[0]?.length} 次）`,
        passed: true,
      },
      {
        what: '页面进程用的核：没有／有',
        promise: '—',
        seen: `${turns.map(({ used }, at) => used[1 - at]?.cores.toFixed(3)).join('、')} ／ ${turns.map(({ used }, at) => used[at]?.cores.toFixed(3)).join('、')}`,
        passed: true,
      },
      { what: '不读的浏览器被断开', promise: String(cut.length), seen: String(cut.filter(Boolean).length), passed: cut.every(Boolean) },
      {
        what: '页面进程的内存',
        promise: `+ ${Math.round(count * 0.5 + 64)} MB 以内（每个 0.5 MB 与波动 64 MB）`,
        seen: `变化：有 ${grown.map(Math.round).join('、')} MB，没有 ${turns.map(({ used }, at) => Math.round(used[1 - at]?.grown ?? 0)).join('、')} MB`,
        passed: Math.max(...grown) < count * 0.5 + 64,
      },
      ...(await checkInvariants(stage)),
    ]
  } finally {
    for (const close of closers) close()
  }
}

export const stuckScreenFault: Fault = {
  name: 'stuck-screen',
  title: '浏览器打开了却从不读',
  times: 1,
  async run(times, say) {
    const stage = await openStage({ env: { YINQIAO_ROLE: 'ingest,watch,worker' } })
    try {
      return await stuckScreen(stage, 60 * times, 10, say)
    } finally {
      await stage.close()
    }
  },
}

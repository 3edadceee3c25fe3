import { spawnSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { newFolder, runs } from '../program.ts'
import { checkKept } from './check-kept.ts'
import { type Fault, none, type Seen, within } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { emptied } from './kill-database.ts'
import { listenLive } from './listen-live.ts'
import { openCrowd } from './open-crowd.ts'
import { openMixedLines } from './open-mixed-lines.ts'
import { openStage, type Stage } from './open-stage.ts'

/** Fills what is left of a file system. */
function fill(folder: string): void {
  const { bavail, bsize } = statfsSync(folder)
  const block = Buffer.alloc(1 << 20, 1)
  for (let left = bavail * bsize, n = 0; left > 0; left -= block.length, n++) {
    try {
      writeFileSync(join(folder, `ballast-${n}`), block.subarray(0, Math.min(left, block.length)))
    } catch {
      return
    }
  }
}

const empty = (folder: string) => spawnSync('sh', ['-c', `rm -f ${folder}/ballast-*`])

/** The disk of database and spool is filled while devices publish, and emptied again. */
export async function diskFull(stage: Stage, seconds: number, say: (line: string) => void): Promise<Seen[]> {
  const gateways = await stage.addGateways('df', 5, 60)
  // some press on a line of their own, some behind readings of the same gateway
  const pendants = await stage.addGateways('dp', 1, seconds * 4)
  const mixed = await openMixedLines(stage, 'dm', seconds * 2 + 1)
  const desk = await stage.desk()
  const shown = new Map<string, number>()
  const screen = listenLive(stage.port, desk.cookie, 'watch.alarm,watch.spooled', ({ data, at }) => {
    const home = String(data['homeId'])
    if (!shown.has(home)) shown.set(home, at)
  })
  // some bulk, so that the disk is really needed
  const crowd = openCrowd(stage, gateways, { mark: 'df', rate: 400, pressEvery: Number.POSITIVE_INFINITY })
  const presser = openCrowd(stage, pendants, { mark: 'dp', rate: 0, window: 1000 })
  await pause(3000)
  const { pid } = stage.program().child
  const ballast = setInterval(() => fill(stage.dataFolder), 250)
  fill(stage.dataFolder)
  const full = performance.now()
  const ask = (name: string, input: object) => desk.call(name, input).catch((error: Error) => ({ status: 0, refused: error.message }))
  const answers = new Map<string, number>()
  const reads = new Map<string, number>()
  const plains = new Map<string, number>()
  const presses: { readonly home: string; readonly at: number; readonly id: string }[] = []
  let refusedAt = 0
  while (performance.now() - full < seconds * 1000) {
    const { status, refused } = await ask('watch.keep-duty', { claims: [] })
    if (refused === 'kernel.read-only' && refusedAt === 0) refusedAt = performance.now()
    answers.set(`${status} ${refused ?? ''}`, (answers.get(`${status} ${refused ?? ''}`) ?? 0) + 1)
    const plain = await ask('access.get-session', {})
    plains.set(`${plain.status} ${plain.refused ?? ''}`, (plains.get(`${plain.status} ${plain.refused ?? ''}`) ?? 0) + 1)
    const read = await ask('watch.list-open-alarms', {})
    reads.set(`${read.status} ${read.refused ?? ''}`, (reads.get(`${read.status} ${read.refused ?? ''}`) ?? 0) + 1)
    const told = presser.press(0, presses.length)
    presses.push({ home: told.device.homeId ?? '', at: performance.now(), id: told.id })
    if (presses.length % 4 === 0) mixed.press()
    await pause(500)
  }
  if (process.env['YINQIAO_SHOW'] !== undefined) say(stage.program().output().slice(-2000))
  const fullUntil = performance.now()
  const ackedFull = new Set(presser.acked.map(({ id }) => id))
  clearInterval(ballast)
  empty(stage.dataFolder)
  say('腾出空间')
  const back = performance.now()
  const [left] = await Promise.all([crowd.settle(60), mixed.settle(60)])
  const waiting = left + (await presser.settle(10))
  const drained = (performance.now() - back) / 1000
  crowd.close()
  presser.close()
  mixed.close()
  await emptied(stage, 60)
  screen.close()
  const write = await ask('watch.keep-duty', { claims: [] })
  const said = (counts: ReadonlyMap<string, number>) => [...counts].map(([what, n]) => `${what.trim()} ×${n}`).join('，')
  const ofLate = presses.filter(({ at }) => at - full > 3000)
  return [
    { what: '满盘：读（会话）', promise: '200', seen: said(plains), passed: [...plains.keys()].every((key) => key.startsWith('200')) },
    {
      what: '满盘：读（未结告警，要记审计）',
      promise: '200',
      seen: said(reads),
      passed: [...reads.keys()].every((key) => key.startsWith('200')),
    },
    {
      what: '满盘：写（报到）',
      promise: '照常，或 kernel.read-only',
      seen: said(answers),
      passed: [...answers.keys()].every((key) => /^200|kernel\.read-only/.test(key)),
    },
    {
      what: '满盘：呼救已确认（备用空间）',
      promise: String(presses.length),
      seen: String(presses.filter(({ id }) => ackedFull.has(id)).length),
      passed: presses.filter(({ id }) => ackedFull.has(id)).length >= presses.length - 1,
    },
    within(
      '满盘：呼救上屏',
      ofLate.flatMap(({ home, at }) => (shown.has(home) ? [((shown.get(home) ?? 0) - at) / 1000] : [])),
      1,
    ),
    none(
      '满盘：没有上屏的呼救',
      presses.filter(({ home }) => !shown.has(home)),
    ),
    {
      what: '程序',
      promise: '同一进程',
      seen: pid !== undefined && runs(pid) ? '同一进程' : '死了',
      passed: pid !== undefined && runs(pid),
    },
    within('腾出空间后全部确认', [drained], 60),
    none('至今未确认', Array.from({ length: waiting })),
    { what: '腾出空间后写', promise: '200', seen: String(write.status), passed: write.status === 200 },
    ...(await checkKept(stage, 'df', crowd.acked)),
    ...(await checkKept(stage, 'dp', presser.acked)),
    // who sends one message at a time waits for a reading that cannot be kept: nothing that was not kept may be answered
    ...(await mixed.check(shown, fullUntil, [20])),
    ...(await checkInvariants(stage)),
  ]
}

/** A small disk of its own for a data folder; null without the right to mount. */
export function smallDisk(megabytes: number): { readonly folder: string; remove(): void } | null {
  const folder = newFolder()
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'yinqiao-fault', folder]).status !== 0) return null
  return {
    folder,
    remove() {
      spawnSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const diskFullFault: Fault = {
  name: 'disk-full',
  title: '数据库与暂存的磁盘写满',
  times: 1,
  async run(_times, say) {
    const disk = smallDisk(700)
    if (disk === null) return [{ what: '挂载小磁盘', promise: '可以', seen: '无权挂载，没有做', passed: false }]
    try {
      const stage = await openStage({ dataFolder: join(disk.folder, 'data'), env: { YINQIAO_MIN_FREE_BYTES: '1' } })
      try {
        return await diskFull(stage, 20, say)
      } finally {
        await stage.close()
      }
    } finally {
      disk.remove()
    }
  },
}

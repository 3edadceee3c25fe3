import { cpSync, globSync, mkdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '../../config.ts'
import { freePort, newFolder, type Program, startProgram } from '../program.ts'
import { checkKept } from './check-kept.ts'
import { type Fault, none, type Seen } from './fault.ts'
import { checkInvariants } from './invariants.ts'
import { openCrowd } from './open-crowd.ts'
import { openStage, type Stage } from './open-stage.ts'

/** The program as its next version: the same files and one migration more, on a table the alarm path writes. */
export function nextVersion(): string {
  const folder = newFolder()
  for (const name of globSync('{kernel,engines,rooms,apps,data,sim}/**/*', {
    cwd: root,
    withFileTypes: false,
    exclude: (path) => /node_modules|\.test\.ts$/.test(path),
  })) {
    if (!/\.[a-z0-9]+$/i.test(name)) continue
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    cpSync(join(root, name), join(folder, name))
  }
  for (const name of ['package.json', 'package-lock.json', 'tsconfig.json']) cpSync(join(root, name), join(folder, name))
  mkdirSync(join(folder, 'node_modules'))
  for (const name of globSync('node_modules/{*,.bin,@*/*}', { cwd: root }).filter((path) => !/node_modules\/@[^/]*$|@yinqiao/.test(path))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    symlinkSync(join(root, name), join(folder, name))
  }
  for (const name of globSync('node_modules/@yinqiao/*', { cwd: root })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    // they point at the rooms beside them: at those of the copy
    symlinkSync(readlinkSync(join(root, name)), join(folder, name))
  }
  writeFileSync(
    join(folder, 'rooms/watch/tables/20991231T2359-try-upgrade.sql'),
    `alter table watch.alarm add column tried_upgrade text;\ncomment on column watch.alarm.tried_upgrade is '演练升级';\nalter table series.series add column tried_upgrade int not null default 0;\ncomment on column series.series.tried_upgrade is '演练升级';\n`,
  )
  return folder
}

/** The longest time in which nothing was acknowledged, seconds, since `from`. */
const longest = (times: readonly number[], from: number, to: number): number => {
  const all = [from, ...times.filter((at) => at > from && at < to), to]
  return Math.max(...all.slice(1).map((at, n) => at - (all[n] ?? at))) / 1000
}

/** The next version makes itself ready beside the process that runs, and takes its place; devices go on publishing. */
export async function upgradeWhole(stage: Stage, folder: string): Promise<Seen[]> {
  const times: number[] = []
  const gateways = await stage.addGateways('uw', 5, 40)
  const crowd = openCrowd(stage, gateways, { mark: 'uw', rate: 200, onAck: () => times.push(performance.now()) })
  await pause(3000)
  const from = performance.now()
  const old = stage.program()
  await stage.start({ YINQIAO_ROOT: folder, YINQIAO_TAKE_OVER: '1' })
  await pause(3000)
  const gap = longest(times, from, performance.now())
  const left = await crowd.settle(20)
  crowd.close()
  const [column] = await stage.rows(
    `select 1 from information_schema.columns where table_schema = 'watch' and column_name = 'tried_upgrade'`,
  )
  return [
    { what: '一个进程：换版本、改表结构', promise: '改了', seen: column === undefined ? '没有改' : '改了', passed: column !== undefined },
    { what: '一个进程：旧进程自己停下', promise: '0', seen: String(old.child.exitCode), passed: old.child.exitCode === 0 },
    { what: '一个进程：最长没有确认', promise: '≤ 2 s', seen: `${gap.toFixed(2)} s`, passed: gap <= 2, timing: true },
    none('一个进程：至今未确认', Array.from({ length: left })),
    ...(await checkKept(stage, 'uw', crowd.acked)),
  ]
}

/** The next version is started beside the old one, and the old one ended: devices come back to the new door. */
export async function upgradeRolling(stage: Stage, folder: string): Promise<Seen[]> {
  const times: number[] = []
  const port = await freePort()
  const roles = { YINQIAO_ROLE: 'ingest,watch', PORT: String(await freePort()) }
  const old = await startProgram(stage.dataFolder, { ...roles, MQTT_PORT: String(port) })
  let next: Program | undefined
  try {
    const gateways = await stage.addGateways('ur', 5, 40)
    // a balancer would do this: each gateway knows both doors
    const second = await freePort()
    const [a, b] = [
      openCrowd({ ...stage, mqttPort: port }, gateways.slice(0, 3), { mark: 'ura', rate: 120, onAck: () => times.push(performance.now()) }),
      openCrowd({ ...stage, mqttPort: second }, gateways.slice(3), { mark: 'urb', rate: 80, onAck: () => times.push(performance.now()) }),
    ]
    await pause(3000)
    const from = performance.now()
    next = await startProgram(stage.dataFolder, {
      YINQIAO_ROLE: 'ingest,watch',
      PORT: String(await freePort()),
      MQTT_PORT: String(second),
      YINQIAO_ROOT: folder,
    })
    await pause(1500)
    await old.end('SIGTERM')
    await pause(2000)
    const gap = longest(times, from, performance.now())
    const moved = await b.settle(20)
    for (const crowd of [a, b]) crowd.close()
    return [
      { what: '分角色、新旧并行：最长没有确认', promise: '≤ 2 s', seen: `${gap.toFixed(2)} s`, passed: gap <= 2 },
      none('分角色：至今未确认（新门）', Array.from({ length: moved })),
      ...(await checkKept(stage, 'ura', a.acked)),
      ...(await checkKept(stage, 'urb', b.acked)),
    ]
  } finally {
    for (const one of [old, next]) one?.child.kill('SIGKILL')
  }
}

export const upgradeFault: Fault = {
  name: 'upgrade',
  title: '负载下升级并改表结构',
  times: 1,
  async run() {
    const folder = nextVersion()
    const stage = await openStage()
    const split = await openStage({ env: { YINQIAO_ROLE: 'web' } })
    try {
      return [
        ...(await upgradeWhole(stage, folder)),
        ...(await checkInvariants(stage)),
        ...(await upgradeRolling(split, folder)),
        ...(await checkInvariants(split)),
      ]
    } finally {
      await stage.close()
      await split.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

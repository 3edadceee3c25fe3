import { mkdirSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import { openLive, StartProblem, startWorker, takeLock } from '@yinqiao/kernel/server'
import { buildWeb } from '../launch/build-web.ts'
import { type Config, readConfig, roleNames } from './config.ts'
import { findBefore, wholeLock } from './find-before.ts'
import { loadFirst } from './first-load.ts'
import { openPlatform } from './platform.ts'
import { type IngestReady, prepareIngest, startIngest } from './roles/ingest.ts'
import { startWatch } from './roles/watch.ts'
import { closeInTurn } from './close-in-turn.ts'
import { serve } from './serve.ts'
import { watchClock } from './watch-clock.ts'

const began = performance.now()
// what was opened, to be closed in the opposite order; a signal may come while we still open
const opened: (() => Promise<unknown>)[] = []
let stopping = false
const closeAll = () => closeInTurn(opened, (error) => console.error(error))
const stop = async () => {
  if (stopping) return
  stopping = true
  await starting.catch(() => {})
  await closeAll()
  console.log('银桥：已停止 stopped')
  process.exit(0)
}

async function start(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2))
  const { roles } = config
  mkdirSync(config.dataFolder, { recursive: true })
  const before = config.takeOver ? findBefore(config) : null
  const early = before === null ? takeNode(config) : null
  console.log(`银桥：正在打开 ${config.dataFolder} … opening`)
  const platform = await openPlatform(config)
  opened.push(() => platform.close())
  // a promise nobody waited for is a mistake of ours and told as one; to end for it would leave presses unanswered
  process.on('unhandledRejection', (reason) => {
    const said = (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)).slice(0, 800)
    console.error(`银桥：有一处出错无人处理 ${said} (unhandled)`)
    platform.kernel.log.error({ reason: said }, 'unhandled rejection')
  })
  let nodeName = early
  let ready: IngestReady | undefined
  if (before !== null) {
    // all that takes long is done while the old one still serves: the schema is changed, pages are built, the register is read
    await buildWeb()
    ready = await prepareIngest(platform)
    console.log(`银桥：已备好，请进程 ${before.pid} 停下 … taking over`)
    await before.stop()
    nodeName = takeNode(config)
  }
  platform.server.supervise((line) => {
    console.error(`银桥：${line}`)
    platform.kernel.log.error(line)
  })
  const clock = watchClock(config.dataFolder, (line) => {
    console.error(`银桥：${line}`)
    platform.kernel.log.error(line)
  })
  opened.push(async () => clock.stop())
  const live = openLive(platform.server.url('yinqiao_app'), platform.kernel.log)
  opened.push(() => live.close())
  const at: string[] = []
  if (roles.has('watch')) {
    const watching = await startWatch(platform)
    opened.push(() => watching.stop())
  }
  if (roles.has('ingest')) {
    const doors = await startIngest(platform, nodeName ?? config.nodeName, live, ready)
    opened.push(() => doors.stop())
    at.push(...doors.at)
  }
  // after the doors of the devices and the clocks of the alarms: after a kill these come back first, and pages may have to be built.
  // The watch serves pages too: the desk goes on when the web role is down
  if (roles.has('web') || roles.has('watch')) {
    await buildWeb()
    const app = await serve(platform, live)
    opened.push(() => app.close())
    at.unshift(`http://${config.host}:${config.port}`)
  }
  if (roles.has('worker')) {
    const worker = await startWorker(platform.kernel, platform.server.url('yinqiao_jobs'), config.dataFolder)
    opened.push(() => worker.stop())
  }
  console.log(`银桥：已就绪 ${at.join(' ')}（${((performance.now() - began) / 1000).toFixed(1)} 秒）ready`)
  // compiled code is kept for the next start (NODE_COMPILE_CACHE, set by the launcher): after a kill every tenth of a second counts
  flushCompileCache()
  // what is served already goes on being served: a district that could not be loaded is said, not died of
  if (!stopping && roles.has('web'))
    await loadFirst(platform, console.log, () => !stopping).catch((error: Error) =>
      console.error(`银桥：初始数据未能装载，将在下次启动时再试：${error.message} (first data not loaded)`),
    )
}

/**
 * The name of this process among those on the data folder. All roles in one process are alone on it; of single roles there may be many,
 * and each takes the lowest free name, so that one that comes back finds the spool it left.
 */
function takeNode({ dataFolder, roles, nodeName, host, port }: Config): string {
  const alone = roles.size === roleNames.length
  for (let n = 1; ; n++) {
    const name = n === 1 ? nodeName : `${nodeName}-${n}`
    const lock = takeLock(alone ? wholeLock(dataFolder) : join(dataFolder, `role-${name}.lock`), `http://${host}:${port}`)
    if (!('holder' in lock)) {
      process.on('exit', lock.release)
      return name
    }
    if (alone || n >= 64)
      throw new StartProblem(
        `已有一个银桥在此数据目录上运行（进程 ${lock.holder.pid}，${lock.holder.about}） (already running on this data folder)`,
      )
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
const starting = start()
try {
  await starting
} catch (error) {
  console.error(error instanceof StartProblem ? `银桥：${error.message}` : error)
  if (!stopping) {
    await closeAll()
    process.exit(1)
  }
}

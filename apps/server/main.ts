import { join } from 'node:path'
import { StartProblem, startWorker, takeLock } from '@yinqiao/kernel/server'
import { mkdirSync } from 'node:fs'
import { buildWeb } from '../launch/build-web.ts'
import { readConfig } from './config.ts'
import { openPlatform } from './platform.ts'
import { loadFirst } from './first-load.ts'
import { serve } from './serve.ts'

const began = performance.now()
// what was opened, to be closed in the opposite order; a signal may come while we still open
const opened: (() => Promise<unknown>)[] = []
let stopping = false
const closeAll = async () => {
  for (const close of opened.reverse()) await close()
}
const stop = async () => {
  if (stopping) return
  stopping = true
  await starting.catch(() => {})
  await closeAll()
  console.log('银桥：已停止 stopped')
  process.exit(0)
}

async function start(): Promise<void> {
  const config = readConfig()
  mkdirSync(config.dataFolder, { recursive: true })
  const lock = takeLock(join(config.dataFolder, 'program.lock'), `http://${config.host}:${config.port}`)
  if ('holder' in lock)
    throw new StartProblem(
      `已有一个银桥在此数据目录上运行（进程 ${lock.holder.pid}，${lock.holder.about}） (already running on this data folder)`,
    )
  process.on('exit', lock.release)
  console.log(`银桥：正在打开 ${config.dataFolder} … opening`)
  await buildWeb()
  const platform = await openPlatform(config)
  opened.push(() => platform.close())
  platform.server.supervise((line) => {
    console.error(`银桥：${line}`)
    platform.kernel.log.error(line)
  })
  const app = await serve(platform)
  opened.push(() => app.close())
  const worker = await startWorker(platform.kernel, platform.server.url('yinqiao_jobs'), config.dataFolder)
  opened.push(() => worker.stop())
  console.log(`银桥：已就绪 http://${config.host}:${config.port}（${((performance.now() - began) / 1000).toFixed(1)} 秒）ready`)
  // what is served already goes on being served: a district that could not be loaded is said, not died of
  if (!stopping)
    await loadFirst(platform, console.log, () => !stopping).catch((error: Error) =>
      console.error(`银桥：初始数据未能装载，将在下次启动时再试：${error.message} (first data not loaded)`),
    )
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
const starting = start()
try {
  await starting
} catch (error) {
  console.error(error instanceof StartProblem ? `银桥：${error.message}` : error)
  if (!stopping) {
    await closeAll().catch(() => {})
    process.exit(1)
  }
}

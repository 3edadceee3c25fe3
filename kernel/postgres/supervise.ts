import { type Cluster, type ClusterOptions, openCluster } from './cluster.ts'
import { lives } from './lock.ts'

/**
 * Watches the embedded server and starts it again on the same port when it dies, so that the pools of this
 * process find it where it was. Returns the end of the watch, which tells the cluster as it is now.
 */
export function superviseCluster(options: ClusterOptions, first: Cluster, say: (line: string) => void): { end(): Promise<Cluster> } {
  let cluster = first
  let ended = false
  let wake = () => {}
  const pause = (ms: number) =>
    new Promise<void>((done) => {
      wake = done
      setTimeout(done, ms).unref()
    })
  const watching = (async () => {
    while (!ended) {
      await pause(200)
      if (ended || lives(cluster.pid)) continue
      say('数据库进程意外退出，正在重新启动 (PostgreSQL died; starting it again)')
      try {
        cluster = await openCluster({ ...options, port: cluster.port })
        say('数据库已恢复 (PostgreSQL is back)')
      } catch (error) {
        say(`数据库重启失败，一秒后再试：${(error as Error).message}`)
        await pause(1000)
      }
    }
  })()
  return {
    async end() {
      ended = true
      wake()
      await watching
      return cluster
    },
  }
}

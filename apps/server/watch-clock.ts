import { keepTime, steady } from '@yinqiao/kernel/server'

const lookEvery = 2_000
const keepEvery = 60_000

/** Says when the machine's clock jumps and when it is right again, and keeps the program's time for the processes after this one. */
export function watchClock(dataFolder: string, say: (line: string) => void): { stop(): void } {
  let said = 0
  const look = () => {
    const jumped = steady.jumped()
    if (Math.abs(jumped - said) <= 1_000) return
    said = jumped
    const seconds = Math.round(jumped / 1000)
    if (jumped === 0) say('机器的钟与程序的时间又一致了 (the clock of the machine is right again)')
    else
      say(
        `机器的钟被拨了 ${seconds > 0 ? '+' : ''}${seconds} 秒；告警的计时与各处时间照旧。若新的时间是对的，请以 YINQIAO_CLOCK=machine 重新启动全部进程 (the machine's clock was set by ${seconds} s; time goes on as it was; restart with YINQIAO_CLOCK=machine if the new one is right)`,
      )
  }
  look()
  keepTime(dataFolder)
  const timers = [setInterval(look, lookEvery), setInterval(() => keepTime(dataFolder), keepEvery)]
  for (const timer of timers) timer.unref()
  return {
    stop() {
      for (const timer of timers) clearInterval(timer)
      keepTime(dataFolder)
    },
  }
}

const hearers = new Set<() => void>()
let started = false

function tick(): void {
  for (const hear of hearers) hear()
}

function start(): void {
  if (started) return
  started = true
  try {
    const worker = new Worker(new URL('./steady-worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', tick)
    worker.addEventListener('error', () => {
      worker.terminate()
      setInterval(tick, 1000)
    })
  } catch {
    // no workers here: the page's own timer is better than none
    setInterval(tick, 1000)
  }
}

/** Calls back once a second, also while the tab is hidden, for what must not pause; gives what ends it. */
export function everySecond(hear: () => void): () => void {
  start()
  hearers.add(hear)
  return () => hearers.delete(hear)
}

// Loaded before the program (NODE_OPTIONS=--import): its wall clock is off by the milliseconds that stand in a file, looked at often.
// Only the process is meant; clocks that count on (performance.now, timers) stay as they are, as on a machine whose clock is set.
import { readFileSync } from 'node:fs'

const file = process.env['YINQIAO_TEST_CLOCK']
const [now, instant] = [Date.now.bind(Date), Temporal.Now.instant.bind(Temporal.Now)]
let off = 0
const look = () => {
  try {
    if (file !== undefined) off = Number(readFileSync(file, 'utf8')) || 0
  } catch {
    // being written
  }
}
look()
setInterval(look, 20).unref()
Date.now = () => now() + off
Temporal.Now.instant = () => instant().add({ milliseconds: off })

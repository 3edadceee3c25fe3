import { checkKept } from './check-kept.ts'
import { none, type Seen, within } from './fault.ts'
import { openCrowd, type Told } from './open-crowd.ts'
import type { Stage } from './open-stage.ts'

/** Most messages on their way, as devices are built: the simplest wait for each answer. */
const windows = [1, 20] as const

/** Gateways whose one connection carries readings and presses, in the order in which they happened. */
export interface MixedLines {
  /** One press on each line, behind the readings that it has not got rid of. */
  press(): void
  /** Ends the readings and waits until everything is acknowledged or `seconds` have gone. */
  settle(seconds: number): Promise<void>
  /**
   * What came of the presses; `shown` says when a home came on a screen, `until` when the fault ended (performance.now). Of windows that
   * are not `demanded` it is told only.
   */
  check(shown: ReadonlyMap<string, number>, until: number, demanded?: readonly number[]): Promise<Seen[]>
  close(): void
}

interface Press {
  readonly told: Told
  readonly at: number
}

/**
 * Lines of one reading a second and a press now and then: the reading that is not taken must not stand in the press's way.
 * @param presses most presses of each line: every one comes from a home of its own
 */
export async function openMixedLines(stage: Stage, mark: string, presses: number): Promise<MixedLines> {
  const lines = await Promise.all(
    windows.map(async (window) => {
      const name = `${mark}w${window}`
      const gateways = await stage.addGateways(name, 1, presses)
      const ackedAt = new Map<string, number>()
      const options = { mark: name, rate: 1, pressEvery: Number.POSITIVE_INFINITY, window }
      const crowd = openCrowd(stage, gateways, { ...options, onAck: ({ id }) => ackedAt.set(id, performance.now()) })
      const pressed: Press[] = []
      return { window, name, crowd, ackedAt, pressed, left: 0 }
    }),
  )
  return {
    press() {
      for (const { crowd, pressed } of lines) pressed.push({ told: crowd.press(0, pressed.length), at: performance.now() })
    },
    async settle(seconds) {
      await Promise.all(lines.map(async (line) => (line.left = await line.crowd.settle(seconds))))
    },
    async check(shown, until, demanded = windows) {
      const seen: Seen[] = []
      for (const { window, name, crowd, ackedAt, pressed, left } of lines) {
        const what = `读数与呼救同一连线（窗口 ${window}）`
        const inTime = (at: number | undefined) => at !== undefined && at < until
        const late = (one: Press, at: number | undefined) => (inTime(at) ? [] : [one.told.id])
        const told = (one: Seen): Seen => (demanded.includes(window) ? one : { ...one, promise: '—（决定 0023）', passed: true })
        seen.push(
          told(
            none(
              `${what}：故障期间没有确认的呼救（共 ${pressed.length}）`,
              pressed.flatMap((one) => late(one, ackedAt.get(one.told.id))),
            ),
          ),
          told(
            none(
              `${what}：故障期间没有上屏的呼救`,
              pressed.flatMap((one) => late(one, shown.get(one.told.device.homeId ?? ''))),
            ),
          ),
          told(
            within(
              `${what}：呼救上屏`,
              pressed.map(({ told, at }) => ((shown.get(told.device.homeId ?? '') ?? Number.POSITIVE_INFINITY) - at) / 1000),
              1,
            ),
          ),
          none(`${what}：至今未确认`, Array.from({ length: left })),
          ...keptLine(what, await checkKept(stage, name, crowd.acked)),
        )
      }
      return seen
    },
    close() {
      for (const { crowd } of lines) crowd.close()
    },
  }
}

/** Six lines in one when nothing is wrong: the table stays readable. */
function keptLine(what: string, kept: readonly Seen[]): readonly Seen[] {
  const broken = kept.filter(({ passed }) => !passed)
  if (broken.length > 0) return broken.map((one) => ({ ...one, what: `${what}：${one.what}` }))
  return [{ what: `${what}：已确认的一条不丢、不重，呼救都有人负责`, promise: '是', seen: `是（${kept[0]?.seen}）`, passed: true }]
}

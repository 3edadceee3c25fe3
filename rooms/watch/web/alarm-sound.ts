import type { Sound as Pattern } from '../rules/order-alarms.ts'

interface Note {
  /** Seconds after the start of the second. */
  readonly at: number
  readonly length: number
  readonly hertz: number
}

/** Each pattern fills one second (`urgent` and `cut` sound every second and third one). */
const notes: Record<Pattern, readonly Note[]> = {
  grave: [
    { at: 0, length: 0.14, hertz: 988 },
    { at: 0.2, length: 0.14, hertz: 1319 },
    { at: 0.4, length: 0.14, hertz: 988 },
    { at: 0.6, length: 0.14, hertz: 1319 },
  ],
  urgent: [
    { at: 0, length: 0.2, hertz: 784 },
    { at: 0.28, length: 0.2, hertz: 784 },
  ],
  cut: [
    { at: 0, length: 0.3, hertz: 440 },
    { at: 0.32, length: 0.4, hertz: 294 },
  ],
  chime: [{ at: 0, length: 0.35, hertz: 1047 }],
}
const everyNth: Record<Pattern, number> = { grave: 1, urgent: 2, cut: 3, chime: 1 }

/** The desk's sound: made by the browser itself, no file that could be missing. */
export interface AlarmSound {
  /** `off` until a gesture has opened it; `running` is the only state in which anything is heard. */
  readonly state: () => 'off' | 'running' | 'blocked'
  /** Must be called from a gesture (click, key). */
  readonly start: () => Promise<void>
  /** Plays a second of the pattern; called once a second. */
  readonly play: (pattern: Pattern, second: number) => void
  readonly close: () => void
}

export function openSound(): AlarmSound {
  let context: AudioContext | undefined
  const state = () => (context === undefined ? 'off' : context.state === 'running' ? 'running' : 'blocked')
  return {
    state,
    async start() {
      context ??= new AudioContext()
      await context.resume()
    },
    play(pattern, second) {
      if (context === undefined || context.state !== 'running' || second % everyNth[pattern] !== 0) return
      for (const note of notes[pattern]) playNote(context, note)
    },
    close() {
      void context?.close().catch(() => undefined)
      context = undefined
    },
  }
}

function playNote(context: AudioContext, { at, length, hertz }: Note): void {
  const begin = context.currentTime + 0.02 + at
  const tone = context.createOscillator()
  const loudness = context.createGain()
  tone.type = 'square'
  tone.frequency.value = hertz
  // soft edges: a tone cut hard clicks in the loudspeaker
  loudness.gain.setValueAtTime(0, begin)
  loudness.gain.linearRampToValueAtTime(0.28, begin + 0.01)
  loudness.gain.setValueAtTime(0.28, begin + length - 0.02)
  loudness.gain.linearRampToValueAtTime(0, begin + length)
  tone.connect(loudness).connect(context.destination)
  tone.start(begin)
  tone.stop(begin + length)
}

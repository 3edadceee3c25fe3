import { StateTag, useWords } from '@yinqiao/kernel/web'
import { deviceEn } from './device-en.ts'
import { deviceZh } from './device-zh.ts'

/** Charge of a battery: a number, and a mark when it is low. */
export function BatteryShown({ battery }: { readonly battery: number | null }) {
  const say = useWords(deviceZh, deviceEn)
  if (battery === null) return <span className="yq-unknown">{say('untold')}</span>
  const word = `${Math.round(battery)}%`
  return battery <= 20 ? <StateTag tone="due" word={word} /> : <span className="yq-figures">{word}</span>
}

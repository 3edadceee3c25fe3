import { StateTag, useWords } from '@yinqiao/kernel/web'
import { type GapShown, gapTone } from './chain-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** A gap: kind and state in words, with shape and colour; its rule on hover. */
export function GapMark({ gap }: { readonly gap: GapShown }) {
  const say = useWords(zh, en)
  return <StateTag tone={gapTone[gap.state]} word={`${say(`gap_${gap.kind}`)}·${say(`gapstate_${gap.state}`)}`} title={gap.rule} />
}

import { effortWords, resultWords } from '../data/verb-words.ts'
import type { VerbClass } from '../contract/structure.ts'

const result = new RegExp(`^(?:${resultWords.join('|')})|(?:落地|落户|成功|全覆盖|建成|到位|完成|翻番)$`)
const effort = new RegExp(`^(?:${effortWords.join('|')})`)

/**
 * Whether a sentence (folded) promises a result or an effort. The first clause that begins with a known verb decides;
 * an effort word in front makes an effort of it (鼓励打造 is 鼓励). Undefined where no clause tells.
 */
export function verbClass(sentence: string): VerbClass | undefined {
  for (const clause of sentence.split(/[,。;:、\n]/)) {
    const bare = clause.replace(/^(?:\d+\.|[(][^)]*[)]|目标|力争|确保|到?\d{4}年[底末前]?|同时|并|进一步|初步|全面|逐步|基本)+/, '').replace(/^(?:将|对|把|在|通过|以|与|为|从|按)[^,]*?(?=打造|建设|纳入|建立|建成|形成|推进|开展)/, '')
    if (effort.test(bare)) return 'effort'
    if (result.test(bare)) return 'result'
  }
  return undefined
}

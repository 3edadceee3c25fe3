import type { VerbClass } from '../contract/structure.ts'
import { effortWords, resultWords } from '../data/verb-words.ts'

const start = new RegExp(`^(?:(${effortWords.join('|')})|(${resultWords.join('|')}))`)
const anywhere = new RegExp(`(${effortWords.join('|')})|(${resultWords.join('|')})`)
const ending = /(?:落地|落户|成功|全覆盖|建成|到位|完成|翻番|建立|形成)$/
const opening =
  /^(?:\d+[.、]|[(][^)]*[)]|[\u2460-\u2473]|[^,:]{2,8}:|(?:目标|力争|确保|争取)|(?:到|至)?\d{4}年[底末前]?|同时|并|初步|全面|逐步|基本|先行|率先)+/

/**
 * Whether a sentence (folded) promises a result or an effort. The first clause that opens with a known verb decides;
 * an effort word in front makes an effort of it (鼓励打造 is 鼓励). A clause that opens with 在, 将, 对 is judged by its
 * first verb. Undefined where no clause tells.
 */
export function verbClass(sentence: string): VerbClass | undefined {
  for (const clause of sentence.split(/[,。;\n]/)) {
    const bare = clause.replace(opening, '')
    const found = start.exec(bare) ?? (/^(?:将|对|把|在|以|与|为|从|按|通过|由)/.test(bare) ? anywhere.exec(bare) : null)
    if (found !== null) return found[1] === undefined ? 'result' : 'effort'
    if (ending.test(bare)) return 'result'
  }
  return undefined
}

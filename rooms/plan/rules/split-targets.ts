import { effortWords, resultWords } from '../data/verb-words.ts'

interface Piece {
  readonly from: number
  readonly to: number
}

const verb = new RegExp(
  `^(?:并|全面|积极|初步|基本|先行|率先|逐步|稳步|努力|着力|加快|持续|不断|大力|有效|进一步|将|使)*(?:${[...resultWords, ...effortWords, '培育', '发展', '孵化', '招引', '成为', '覆盖', '增加', '改造', '新建', '力争'].join('|')})`,
)
const attached = /^(?:其中|且|并且|同比|年均|较|比|以及|占(?!比))/
const adverb = /^(?:通过|经过|按照|根据|坚持|以)[^\d]*$/
const predicate =
  /\d|[百千万]|提升|完善|形成|增强|提高|建立|健全|丰富|延伸|明显|显著|全面|更加|达到|成为|打造|建成|推动|实现|翻|优化|落地|扩大|改善|领先|成熟|定型|建设|培育|创建|覆盖|成功|增长|下降|集聚/

function cut(norm: string, piece: Piece, marks: RegExp): Piece[] {
  const pieces: Piece[] = []
  let start = piece.from
  let depth = 0
  let quoted = false
  for (let i = piece.from; i <= piece.to; i++) {
    const sign = i === piece.to ? '' : norm.charAt(i)
    if ('([〈《'.includes(sign) && sign !== '') depth++
    else if (')]〉》'.includes(sign) && sign !== '') depth = Math.max(0, depth - 1)
    else if (sign === '"') quoted = !quoted
    if (i === piece.to || (depth === 0 && !quoted && marks.test(sign))) {
      if (i > start) pieces.push({ from: start, to: i })
      start = i + 1
    }
  }
  return pieces
}

const words = (norm: string, piece: Piece) => norm.slice(piece.from, piece.to)

/** Clauses of a sentence without semicolons: what has no predicate of its own goes with the next, 其中 with the one before. */
function byComma(norm: string, sentence: Piece): Piece[] {
  const clauses = cut(norm, sentence, /,/)
  const out: Piece[] = []
  let held: number | undefined
  for (const [i, clause] of clauses.entries()) {
    const text = words(norm, clause)
    const last = out[out.length - 1]
    if (attached.test(text) && last !== undefined && held === undefined) {
      out[out.length - 1] = { from: last.from, to: clause.to }
      continue
    }
    if (/^(?:具体|主要)?(?:目标|任务)?(?:如下|为|是):?$/.test(text) && out.length > 0) continue
    if (i < clauses.length - 1 && adverb.test(text)) continue
    const complete = verb.test(text) || predicate.test(text)
    if (complete) {
      out.push(...byVerb(norm, { from: held ?? clause.from, to: clause.to }))
      held = undefined
    } else if (i < clauses.length - 1) held ??= clause.from
    else if (held === undefined && last !== undefined) out[out.length - 1] = { from: last.from, to: clause.to }
    else out.push({ from: held ?? clause.from, to: clause.to })
  }
  return out
}

/** Inside semicolons commas part only when several clauses each hold a number of their own: each is a target to be measured. */
function byNumber(norm: string, piece: Piece): Piece[] {
  const clauses = cut(norm, piece, /,/)
  const counted = clauses.filter((clause) => /\d/.test(words(norm, clause).replace(/20\d{2}年/, '')) && !attached.test(words(norm, clause)))
  return counted.length >= 2 ? byComma(norm, piece) : [piece]
}

/** 培育一批甲、打造一批乙: parted at 、 only when every part begins with a verb. */
function byVerb(norm: string, clause: Piece): Piece[] {
  const parts = cut(norm, clause, /、/)
  return parts.length > 1 && parts.every((part) => part.to - part.from >= 5 && verb.test(words(norm, part))) ? parts : [clause]
}

/**
 * Splits what a stage promises into targets. In each sentence the coarsest mark decides: ①②③, then semicolons,
 * then commas; so a clause that explains another stays with it.
 */
export function splitTargets(norm: string, from: number, to: number): Piece[] {
  const targets: Piece[] = []
  for (const sentence of cut(norm, { from, to }, /[。!\n]/)) {
    let start = sentence.from
    const lead =
      /^(?:[:,;。]|-{1,2}|\d{1,2}[.、](?!\d)|[(][一二三四五六七八九十\d]{1,3}[)]|[一二三四五六七八九十]+是)+/.exec(
        norm.slice(start, Math.min(sentence.to, start + 8)),
      )?.[0].length ?? 0
    start += lead
    const body = { from: start, to: sentence.to }
    const text = words(norm, body)
    if (
      text === '' ||
      /^(?:具体|主要)?(?:目标|指标|任务)?(?:是|为)?(?:实现|达到)?(?:以下|下列|如下)[^,;]*:?$|^(?:具体|主要|总体)?(?:目标|指标|任务)(?:是|为)?:?$|^(?:力争|努力|确保|争取)?(?:实现|达到)"?[^,;]{0,6}"?(?:目标)?:?$/.test(
        text,
      ) ||
      (lead > 0 &&
        /^[-]/.test(norm.slice(sentence.from, sentence.from + 1)) &&
        text.length <= 24 &&
        !/\d/.test(text) &&
        !/。$/.test(norm.slice(sentence.to, sentence.to)) &&
        norm.charAt(sentence.to + 1) !== '\n' &&
        sentence.to < to - 2)
    )
      continue
    if (/[\u2460-\u2473]/.test(text)) targets.push(...cut(norm, body, /[\u2460-\u2473]/).flatMap((piece) => trimmed(norm, piece)))
    else if (/;/.test(text))
      targets.push(
        ...cut(norm, body, /;/)
          .flatMap((piece) => byNumber(norm, piece))
          .flatMap((piece) => trimmed(norm, piece)),
      )
    else targets.push(...byComma(norm, body).flatMap((piece) => trimmed(norm, piece)))
  }
  return targets
}

function trimmed(norm: string, piece: Piece): Piece[] {
  let { from, to } = piece
  while (from < to && /[,;:。\s、-]/.test(norm.charAt(from))) from++
  while (to > from && /[,;:。\s、]/.test(norm.charAt(to - 1))) to--
  return to - from >= 2 ? [{ from, to }] : []
}

import { moneyUnits, supportWords, timeUnits } from '../data/measure-words.ts'
import { promiseWords, reachWords } from '../data/verb-words.ts'
import type { QuantityRole } from '../contract/structure.ts'
import type { FoundNumber } from './find-numbers.ts'

/** Where a number stands. */
export interface Place {
  readonly inPhase: boolean
  readonly inTask: boolean
  readonly inTitle: boolean
  /** Inside quotation marks: part of a name or slogan. */
  readonly quoted: boolean
  /** In a section about what was or is (发展基础, 面临形势). */
  readonly past: boolean
  /** Bound to a year. */
  readonly dated: boolean
}

function backTo(norm: string, at: number, marks: RegExp): number {
  let start = at
  while (start > 0 && at - start < 400 && !marks.test(norm.charAt(start - 1))) start--
  return start
}

function onTo(norm: string, at: number, marks: RegExp): number {
  let end = at
  while (end < norm.length && end - at < 400 && !marks.test(norm.charAt(end))) end++
  return end
}

const condition = /^(?:\d+\.|[(][^)]*[)])?(?:对于?|凡|若|如|获|具有|具备|符合|满足|经|支持[^,]{0,8}(?:引进|具有)|自)/
const provide = /(?:提供|给予|建设|打造|建成|发放|安排|新增|开放|配备|建|落实)(?:面积|规模)?$/

/** How a number is meant, from its unit, what compares it and the words around it. */
export function gradeQuantity(norm: string, found: FoundNumber, place: Place): QuantityRole {
  const clauseFrom = backTo(norm, found.from, /[,。;:\n\u2460-\u2473]/)
  const sentenceFrom = backTo(norm, found.from, /[。;\n]/)
  const clause = norm.slice(clauseFrom, found.from)
  const after = norm.slice(found.to, onTo(norm, found.to, /[,。;\n]/))
  const sentence = norm.slice(sentenceFrom, onTo(norm, found.to, /[。;\n]/))
  const own = clause + norm.slice(found.from, onTo(norm, found.to, /[,;。\n、]/))
  // 发放消费券500万元，惠及老年人10万人次: people reached are a promise though money is given in the same sentence
  const reached = !moneyUnits.includes(found.unit) && !supportWords.test(own) && reachWords.test(clause)
  const support = supportWords.test(sentence) && !reached
  if (timeUnits.includes(found.unit)) {
    if (
      /(?:运营|离校|毕业|工作|注册|成立|从业|满|年满|任职|参保|居住)$/.test(clause + norm.slice(found.from, found.numberFrom)) ||
      /^(?:的)?[^,。]{0,10}(?:经历|经验|资历|高校毕业生)/.test(after)
    )
      return 'threshold'
    if (place.quoted || /^[^,。]{0,6}圈/.test(after) || (/小时$/.test(found.unit) && found.value === 24 && found.comparison === '='))
      return 'other'
    return 'duration'
  }
  if (/岁$/.test(found.unit)) return /寿命/.test(clause) && place.inPhase ? 'target' : 'threshold'
  if (found.unit === '' && found.value < 1) return (place.inPhase || place.inTask) && !support ? 'target' : 'other'
  if (place.inTitle && !place.inPhase) return 'other'
  // 由3.2张提高到4.5张: where one starts from
  if (/(?:由|从)$/.test(clause) && /^[^,。;]{0,8}(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压缩|缩短|压减|降|增|调整)/.test(after))
    return 'other'
  // 二类、三类器械: kinds by their number, not how many
  if (found.chinese && found.value <= 10 && /^[类级]$/.test(found.unit)) return 'other'
  // 居全省前3位
  if (/前$/.test(clause) && /^[位名列强]$/.test(found.unit)) return place.inPhase || place.inTask ? 'target' : 'other'
  if (place.quoted || place.past) return 'other'
  const conditional = condition.test(clause) && /的(?:[^,。]{0,4})?$|的(?:,|给予|分档|奖励|分别|按)|的/.test(after) && /的/.test(after)
  if (conditional && !/(?:给予|补贴|补助|奖励|资助|扶持|提供)/.test(clause)) return 'threshold'
  const most = found.comparison === '<=' && found.from < found.numberFrom
  // 80%以上的社区建成…: a share of what there is, not a condition
  const share = /^[%成]?$/.test(found.unit) && (place.inPhase || /(?:建成|实现|开展|覆盖|达到|设立|配备|完成|开通|建有|开设)/.test(after))
  if (found.comparison !== '=' && !most && after.startsWith('的') && !provide.test(clause) && !(share && !support)) return 'threshold'
  if (/^(?:的)/.test(after) && /^(?:超|满|年)/.test(norm.slice(found.from, found.numberFrom))) return 'threshold'
  // doubling is said of nothing but what one wants; a whole 100 % in a task likewise
  if (
    (norm.startsWith('翻', found.numberFrom) || (found.unit === '%' && found.value === 100)) &&
    (place.inPhase || place.inTask) &&
    !support
  )
    return 'target'
  const small = found.chinese && found.value <= 20 && !/[成倍]$/.test(found.unit)
  if (found.comparison === '<=' || found.comparison === '<') {
    if (/(?:一般|通常|通常在|规模|人数)$/.test(clause) && !place.inPhase && !support) return 'threshold'
    if (support || moneyUnits.includes(found.unit)) return place.inPhase && !support ? 'target' : 'ceiling'
    return place.inPhase || /控制在|降至|降到|压减|降低/.test(norm.slice(clauseFrom, found.numberFrom)) ? 'target' : 'ceiling'
  }
  // 亿元以上项目5个, 产值超10亿元企业3家: the sum says which ones are counted
  if (
    moneyUnits.includes(found.unit) &&
    /^>/.test(found.comparison) &&
    /^(?:的)?[^,。;、\d]{0,6}(?:项目|企业|园区|集群|主体|单位|商户)[^,。;、]{0,12}\d/.test(after)
  )
    return 'threshold'
  const promised = promiseWords.test(clause + norm.slice(found.from, found.numberFrom))
  if (small && found.comparison === '=') {
    if (
      !(place.inPhase || place.inTask) ||
      found.unit === '大' ||
      !promised ||
      /^(?:.{0,6}(?:在|围绕|聚焦|立足|依托|面向|统筹|用好|按照|从))/.test(clause)
    )
      return 'other'
    return place.inPhase || /(?:建成|建设|打造|培育|引进|新增|设立|新建|创建|建)$/.test(clause) ? 'target' : 'other'
  }
  if (support && moneyUnits.includes(found.unit) && found.comparison === '=' && !place.inPhase && !place.dated) return 'other'
  const strong =
    /(?:建成|建设|打造|培育|新增|开放|提供|遴选|发掘|挖掘|举办|组织|开展|新建|改建|引进|完成|设立|改造|认定|评选|形成|培训|培养|组建)[^,]{0,12}$/.test(
      clause,
    )
  if (support && !place.inPhase && !place.dated && (found.comparison === '=' || found.comparison === '~') && !strong) return 'other'
  if (found.comparison === '>=' || found.comparison === '>') return place.inPhase || place.inTask || promised ? 'target' : 'other'
  return place.inPhase || ((place.inTask || promised) && promised && !/^(?:联动|依托|目前|现有|已|截至目前)/.test(clause))
    ? 'target'
    : 'other'
}

/** 每年, 每家OPC每年, 每人每月: what a number is counted by, as positions, if the clause says so. */
export function findPer(norm: string, found: FoundNumber): { from: number; to: number } | undefined {
  // 1500元/月
  const behind = /^\/[年月日人家户次套个](?:\/[年月人])?/.exec(norm.slice(found.unitTo, found.unitTo + 4))
  if (behind !== null) return { from: found.unitTo + 1, to: found.unitTo + behind[0].length }
  const start = backTo(norm, found.from, /[,。;:\n\u2460-\u2473]/)
  const clause = norm.slice(start, found.numberFrom)
  const times = /每(?:半年|年|季度|季|月|周|天|日|学期|学年|届)(?![^每]{0,8}每)/.exec(clause)
  if (times !== null && !/每[^每]*每/.test(clause)) return { from: start + times.index, to: start + times.index + times[0].length }
  const many = /每[百千万](?:名|人|户)?[^,。;:、\d]{0,8}?(?=拥有|配备|不[低少]于|[占达有]|床位|托位)/.exec(clause)
  if (many !== null) return { from: start + many.index, to: start + many.index + many[0].length }
  const near = /((?:同一)?每[^每,。;:、\d不最超约达]{1,8}?)+(?=$|不|最|超|约|达|补|给|奖)/.exec(clause)
  const hit = near ?? /每(?:年|月|季度|周|天|日|人|家)|(?<!上)年度(?!交易|研发|计划|考核)/.exec(clause)
  if (hit === null) return undefined
  const words = hit[0].replace(
    /(?:分别|至少|平均|建成|建设|改造|认定|新增|安排|举办|开展|组织|实施|召开|评选|通报|调度|配备|配置|拥有|面积|床位|免费|完成|投入|培训|招收|发放|获得|支持|给予|提供|合计|累计|申领|挖掘|遴选|发掘|为每|为).*$/,
    '',
  )
  return { from: start + hit.index, to: start + hit.index + words.length }
}

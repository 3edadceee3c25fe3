import type { MeasureScope, RawInput } from '@yinqiao/kernel/contract'
import { GetValue, inUnit, ListMeasureRows, ListMeasures } from '@yinqiao/plan/contract'
import type { z } from 'zod'
import type { Answer, Arguments } from '../answer.ts'
import { valueOf } from '../arguments.ts'
import { BadInput } from '../misuse.ts'
import { runTrusted, withPlatform } from '../with-platform.ts'

/** `district`, a division code, or `unit:<id>`. */
function scopeOf(args: Arguments): MeasureScope {
  const given = valueOf(args, 'scope') ?? 'district'
  if (given === 'district') return { kind: 'district' }
  if (/^\d{6}(\d{3}(\d{3})?)?$/.test(given)) return { kind: 'town', code: given }
  const unit = /^unit:([0-9a-f-]{36})$/i.exec(given)?.[1]
  if (unit !== undefined) return { kind: 'unit', id: unit }
  throw new BadInput(`--scope 应为 district、区划代码或 unit:<单位编号>，而不是“${given}” (bad scope)`)
}

function dayOf(args: Arguments): string | null {
  const given = valueOf(args, 'valid-at')
  if (given === undefined) return null
  try {
    return Temporal.PlainDate.from(given).toString()
  } catch {
    throw new BadInput(`--valid-at 应为 YYYY-MM-DD，而不是“${given}” (bad day)`)
  }
}

/** An instant with its offset; a bare day means its last moment in Shanghai. */
function momentOf(args: Arguments): string | null {
  const given = valueOf(args, 'known-at')
  if (given === undefined) return null
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(given)) {
      const next = Temporal.PlainDate.from(given).add({ days: 1 }).toZonedDateTime('Asia/Shanghai').toInstant()
      return next.subtract({ milliseconds: 1 }).toString()
    }
    return Temporal.Instant.from(given).toString()
  } catch {
    throw new BadInput(`--known-at 应为带时区的时刻（2026-07-06T00:00:00+08:00）或日期，而不是“${given}” (bad moment)`)
  }
}

const scopeWords = (scope: MeasureScope) => (scope.kind === 'district' ? '全区' : scope.kind === 'town' ? scope.code : `单位 ${scope.id}`)

/** `measure list`: codes, values and states. */
export async function list(args: Arguments): Promise<Answer> {
  const input = { scope: scopeOf(args), validAt: dayOf(args) }
  const { rows } = ListMeasures.output.parse(await withPlatform((platform) => runTrusted(platform, ListMeasures, input)))
  return {
    data: { rows },
    shown: rows.map(({ code, title, unit, result, carries }) => ({
      指标: code,
      名称: title.zh,
      数值: result?.value == null ? '—' : inUnit(result.value, unit),
      单位: unit.zh,
      状态: result?.state ?? '',
      承载: carries,
    })),
  }
}

/** `measure value CODE`: the number with its state, and the one that guards it. */
export async function value(args: Arguments): Promise<Answer> {
  const input: RawInput<typeof GetValue> = {
    code: args.words[0] ?? '',
    scope: scopeOf(args),
    validAt: dayOf(args),
    knownAt: momentOf(args),
  }
  const answer = GetValue.output.parse(await withPlatform((platform) => runTrusted(platform, GetValue, input)))
  return { data: answer, shown: told(answer.result) }
}

type Result = z.output<typeof GetValue.output>['result']
const told = (result: Result) => ({
  指标: `${result.code} ${result.title.zh}`,
  数值: result.value === null ? '—' : inUnit(result.value, result.unit),
  单位: result.unit.zh,
  状态: `${result.state}（${result.why}）`,
  范围: scopeWords(result.scope),
  期间: result.from === null ? result.to : `${result.from} 至 ${result.to}`,
  已知于: result.knownAt,
  分子: result.part,
  分母: result.whole,
  计入行数: result.rows,
  不能判定: result.undecided,
  口径: `第 ${result.seq} 版 ${result.treeHash.slice(0, 12)}`,
})

/** `measure rows CODE`: all rows of the number with their hash. */
export async function rows(args: Arguments): Promise<Answer> {
  const asked: RawInput<typeof ListMeasureRows> = {
    code: args.words[0] ?? '',
    scope: scopeOf(args),
    validAt: dayOf(args),
    knownAt: momentOf(args),
    limit: 1000,
  }
  const answer = await withPlatform(async (platform) => {
    const first = ListMeasureRows.output.parse(await runTrusted(platform, ListMeasureRows, asked))
    const all = [...first.rows]
    // later pages are of the same moment, so that what is recorded meanwhile does not move them
    const input = { ...asked, validAt: first.result.to, knownAt: first.result.knownAt }
    for (let cursor = first.next; cursor !== null; ) {
      const page = ListMeasureRows.output.parse(await runTrusted(platform, ListMeasureRows, { ...input, cursor }))
      all.push(...page.rows)
      cursor = page.next
    }
    return { result: first.result, hash: first.hash, total: first.total, rows: all }
  })
  return {
    data: answer,
    shown: {
      ...told(answer.result),
      行数: answer.total,
      指纹: answer.hash,
      记录: answer.rows.map(({ side, standing, label, id, version, town, amount }) => ({
        侧: { rows: '记录', part: '分子', whole: '分母' }[side],
        判定: { counted: '计入', repeat: '重复', undecided: '不能判定' }[standing],
        名称: label,
        编号: id,
        版本: version,
        属地: town,
        数额: amount,
      })),
    },
  }
}

import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FreezeRound, GetReportFile, GetRound, ListRounds, MakeManifest, OpenRound } from '@yinqiao/plan/contract'
import { findPhase } from '@yinqiao/plan'
import type { Platform } from '../../server/platform.ts'
import type { Answer, Arguments } from '../answer.ts'
import { valueOf } from '../arguments.ts'
import { BadInput, Misuse } from '../misuse.ts'
import { runTrusted, withPlatform } from '../with-platform.ts'

/** The round to print: the newest one frozen for the phase; where there is none one is opened (or the open one taken) and frozen. */
async function frozenRound(platform: Platform, asked: string): Promise<string> {
  const { rows, phases } = ListRounds.output.parse(await runTrusted(platform, ListRounds, {}))
  const years = ({ from, to }: (typeof phases)[number]) =>
    from === null ? {} : { years: { from: Number(from.slice(0, 4)), to: to === null ? null : Number(to.slice(0, 4)) } }
  const phase = findPhase(
    phases.map((one) => ({ ...one, ...years(one) })),
    asked,
  )
  if (phase === undefined) {
    const known = phases.map(({ title }) => title).join('；')
    throw new BadInput(`现行方案里没有“${asked}”这个阶段${known === '' ? '' : `，有：${known}`} (no such phase)`)
  }
  const own = rows.filter((row) => row.phase === phase.label)
  const frozen = own.find(({ knownAt }) => knownAt !== null)
  const roundId =
    frozen?.id ??
    own.find(({ state }) => state === 'open')?.id ??
    OpenRound.output.parse(await runTrusted(platform, OpenRound, { phase: phase.label })).roundId
  if (frozen === undefined) await runTrusted(platform, FreezeRound, { roundId })
  await runTrusted(platform, MakeManifest, { roundId })
  return roundId
}

/** `report phase 2025 --out DIR`: the evaluation report of a phase as Word, Excel and PDF with its manifest, from frozen data. */
export async function run(args: Arguments): Promise<Answer> {
  const folder = valueOf(args, 'out')
  if (folder === undefined) throw new Misuse('用法：report phase 阶段 --out 文件夹 (needs --out)')
  return withPlatform(async (platform) => {
    const roundId = await frozenRound(platform, args.words[0] ?? '')
    const told = GetRound.output.parse(await runTrusted(platform, GetRound, { roundId }))
    await mkdir(folder, { recursive: true })
    const files = []
    for (const [form, name] of [
      ['docx', 'report.docx'],
      ['xlsx', 'report.xlsx'],
      ['pdf', 'report.pdf'],
      ['json', 'manifest.json'],
    ] as const) {
      const { content } = GetReportFile.output.parse(await runTrusted(platform, GetReportFile, { roundId, form }))
      const bytes = Buffer.from(content, 'base64')
      await writeFile(join(folder, name), bytes)
      files.push({ file: join(folder, name), bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
    }
    const { round, targets, values, counts } = told
    return {
      data: {
        round,
        counts,
        targets,
        values: values.map(({ rowsCode, measure, rowCount, rowsHash, result }) => ({
          rowsCode,
          measure,
          value: result.value,
          state: result.state,
          rowCount,
          rowsHash,
        })),
        files,
      },
      shown: {
        报告: round.title,
        轮次: round.id,
        关口日: round.gateDay,
        冻结时点: round.knownAt,
        合成数据: round.synthetic ? '是' : '否',
        'SHA-256': round.manifestHash,
        SM3: round.manifestSm3,
        目标: targets.map(({ row, value, unit, state, outcome, rowsCode }) => ({
          行: row,
          数值: value === null ? '—' : `${value} ${unit ?? ''}`,
          状态: state,
          结果: outcome,
          代码: rowsCode,
        })),
        数值: values.map(({ rowsCode, measure, result, rowCount, rowsHash }) => ({
          代码: rowsCode,
          指标: measure,
          数值: result.value ?? '—',
          状态: result.state,
          行数: rowCount,
          指纹: rowsHash.slice(0, 16),
        })),
        文件: files,
      },
    }
  })
}

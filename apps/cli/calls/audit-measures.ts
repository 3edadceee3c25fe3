import { ListRounds, RecountMeasures, VerifyRound } from '@yinqiao/plan/contract'
import type { Answer } from '../answer.ts'
import { runTrusted, withPlatform } from '../with-platform.ts'

/** `measure audit`: every number counted anew from its rows, every frozen round made again; any difference is exit 1. */
export async function run(): Promise<Answer> {
  return withPlatform(async (platform) => {
    const recount = RecountMeasures.output.parse(await runTrusted(platform, RecountMeasures, {}))
    const { rows } = ListRounds.output.parse(await runTrusted(platform, ListRounds, {}))
    const rounds = []
    for (const { id, title, manifestHash } of rows) {
      if (manifestHash === null) continue
      const verdict = VerifyRound.output.parse(await runTrusted(platform, VerifyRound, { roundId: id }))
      rounds.push({ roundId: id, title, ...verdict })
    }
    const broken = rounds.filter(({ same }) => !same)
    const bad = recount.different > 0 || broken.length > 0
    return {
      data: { ...recount, rounds },
      shown: {
        核对: recount.asked,
        不一致: recount.different,
        冻结轮次: rounds.length,
        轮次不符: broken.length,
        明细: recount.findings,
        轮次: rounds.map(({ title, same, kept, again, keptOnly }) => ({
          名称: title,
          一致: same ? '是' : '否',
          清单指纹: kept.slice(0, 16),
          按记录重算: again,
          按所存行核对: keptOnly,
        })),
      },
      exit: bad ? 1 : 0,
      ...(bad ? { notes: [`有 ${recount.different} 个数值、${broken.length} 个冻结轮次与记录不符 (numbers differ from their rows)`] } : {}),
    }
  })
}

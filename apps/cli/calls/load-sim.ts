import { loadPlanYear, loadSyntheticDistrict } from '@yinqiao/sim'
import type { Answer, Arguments } from '../answer.ts'
import { valueOf } from '../arguments.ts'
import { BadInput } from '../misuse.ts'
import { withPlatform } from '../with-platform.ts'

/** `sim load --elders N [--year]`: fills the synthetic district up to N elders, in batches, with a progress line; and its year. */
export async function run(args: Arguments): Promise<Answer> {
  const elders = Number(valueOf(args, 'elders') ?? 176_000)
  if (!Number.isInteger(elders) || elders < 1 || elders > 1_000_000)
    throw new BadInput('--elders 应为 1 到 1000000 的整数 (--elders must be a whole number up to 1000000)')
  const report = await withPlatform(async (platform) => {
    const district = await loadSyntheticDistrict(platform.kernel, elders, drawProgress)
    return args.flags['year'] === true ? { ...district, year: await loadPlanYear(platform.kernel) } : district
  })
  process.stderr.write('\n')
  return { data: { ...report, marked: '合成数据' } }
}

function drawProgress(done: number, all: number): void {
  const filled = Math.floor((done / all) * 30)
  process.stderr.write(`\r银桥：合成数据 ${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${done}/${all}`)
}

import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { systemActor } from '@yinqiao/kernel/contract'
import type { Output, RawInput, Signature } from '@yinqiao/kernel/contract'
import { asSystem, execute } from '@yinqiao/kernel/server'
import { endDemoSessions } from '@yinqiao/access'
import { loadPlanYear, loadSyntheticDistrict, loadSyntheticHomes } from '@yinqiao/sim'
import { LoadGraph, LoadNamed, LoadWorks } from '@yinqiao/industry/contract'
import { LoadUnits } from '@yinqiao/orgs/contract'
import { LoadDistrict } from '@yinqiao/places/contract'
import { ConfirmVersion, ImportPlan, LoadMeasures } from '@yinqiao/plan/contract'
import type { Platform } from './platform.ts'

/** Loads the district's own data where it is not yet; all of it through the public commands, so a repeat changes nothing. */
export async function loadFirst(platform: Platform, say: (line: string) => void, goOn: () => boolean = () => true): Promise<void> {
  const { district, outline, units, sites, chain, works } = platform.data
  await command(platform, LoadDistrict, { district, outline })
  if (units !== null) await command(platform, LoadUnits, { file: units })
  if (sites !== null) await command(platform, LoadNamed, { file: sites })
  if (chain !== null) await command(platform, LoadGraph, { file: chain })
  if (works !== null) await command(platform, LoadWorks, { file: works })
  say(`银桥：已装载${district.district.name}的区划与单位`)
  await loadPlan(platform, say)
  const { added, proposed, bound } = await command(platform, LoadMeasures, {})
  if (added > 0 || proposed > 0) say(`银桥：已装载指标 ${added} 项，绑定 ${bound} 处${proposed > 0 ? `，新口径草案 ${proposed} 份` : ''}`)
  if (platform.config.synthetic === 0) await asSystem(platform.kernel, 'access', endDemoSessions)
  else {
    const { elders, accounts } = await loadSyntheticDistrict(platform.kernel, platform.config.synthetic, () => {})
    if (elders > 0 || accounts > 0) say(`银桥：合成数据：新增老人 ${elders} 名，演示账号 ${accounts} 个`)
    const homes = await loadSyntheticHomes(
      platform.kernel,
      platform.config.homes,
      join(platform.config.dataFolder, 'sim-secrets.json'),
      goOn,
    )
    if (homes.homes > 0) say(`银桥：合成住处：${homes.homes} 处，设备 ${homes.devices} 台，${homes.seconds.toFixed(1)} 秒`)
    const year = platform.config.year ? await loadPlanYear(platform.kernel, goOn) : undefined
    if (year?.there === false)
      say(`银桥：合成年度：${year.commands} 个命令，${year.seconds.toFixed(1)} 秒${year.cutOff ? '，下次启动接着装载' : ''}`)
  }
}

/** The official text is not part of the product: it is imported where the file lies beside it, else by a person through the plan page. */
async function loadPlan(platform: Platform, say: (line: string) => void): Promise<void> {
  const { config, kernel } = platform
  const { rows } = await kernel.pool.query('select 1 from plan.version limit 1')
  if (rows.length > 0) return
  if (!existsSync(config.planFile)) return say('银桥：未找到方案文本，请在“方案”页导入，或设 YINQIAO_PLAN=文件 后重新启动')
  const { versionId, clauses } = await command(platform, ImportPlan, {
    fileName: basename(config.planFile),
    content: readFileSync(config.planFile).toString('base64'),
  })
  const { duties, rowsAnchored } = await command(platform, ConfirmVersion, { versionId })
  say(`银桥：已读入方案：${clauses} 条，职责 ${duties} 项，分解行定位 ${rowsAnchored}`)
}

/** Runs a command as the program itself; a refusal here is a fault of the shipped data. */
export async function command<S extends Signature>(
  { kernel }: Platform,
  signature: S,
  input: RawInput<S>,
  key?: string,
): Promise<Output<S>> {
  const outcome = await execute(kernel, signature, input, {
    actor: systemActor(kernel.area),
    key: key ?? `first-load-${crypto.randomUUID()}`,
    origin: 'start',
    trusted: true,
  })
  if (!outcome.ok) throw new Error(`${signature.name}: ${outcome.refusal.refused.zh} ${JSON.stringify(outcome.refusal.facts)}`)
  return outcome.value as Output<S>
}

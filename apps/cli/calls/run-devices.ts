import { join } from 'node:path'
import { loadSyntheticHomes, readLiveDevices, runDevices } from '@yinqiao/sim'
import { readConfig } from '../../server/config.ts'
import type { Answer, Arguments } from '../answer.ts'
import { valueOf } from '../arguments.ts'
import { BadInput } from '../misuse.ts'
import { withPlatform } from '../with-platform.ts'

/** `sim devices`: synthetic devices live in the district over real connections to the running program, and say what they planted. */
export async function run(args: Arguments): Promise<Answer> {
  const homes = number(args, 'homes', 120, 1, 10_000)
  const speed = number(args, 'speed', 60, 0.1, 5000)
  const minutes = number(args, 'minutes', 10, 0.05, 100_000)
  const config = readConfig()
  const secretsFile = join(config.dataFolder, 'sim-secrets.json')
  const devices = await withPlatform(async ({ kernel }) => {
    await loadSyntheticHomes(kernel, homes, secretsFile)
    return readLiveDevices(kernel, homes, secretsFile)
  })
  let stopped = false
  process.once('SIGINT', () => (stopped = true)).once('SIGTERM', () => (stopped = true))
  const { host, mqttPort, terminals } = config.intake
  const report = await runDevices({
    devices,
    reach: { host, mqttPort, terminals },
    speed,
    minutes,
    storm: args.flags['storm'] === true,
    seed: valueOf(args, 'seed') ?? 'yinqiao/live',
    tell: (line) => process.stdout.write(`${JSON.stringify(line)}\n`),
    stopped: () => stopped,
  })
  return { data: report, lines: [report], shown: JSON.stringify(report) }
}

function number(args: Arguments, name: string, usual: number, least: number, most: number): number {
  const text = valueOf(args, name)
  const value = text === undefined ? usual : Number(text)
  if (!(value >= least && value <= most))
    throw new BadInput(`--${name} 应为 ${least} 到 ${most} 的数 (--${name} must be from ${least} to ${most})`)
  return value
}

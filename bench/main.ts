import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../apps/server/config.ts'
import { asMarkdown, type BenchOptions, type BenchReport } from './report.ts'

const benches: Readonly<Record<string, () => Promise<(options: BenchOptions) => Promise<BenchReport>>>> = {
  b1: async () => (await import('./watch/b1-telemetry.ts')).telemetry,
  b2: async () => (await import('./b2-packing.ts')).packing,
  b3: async () => (await import('./watch/b3-alarm.ts')).alarmPath,
  b4: async () => (await import('./watch/b4-storm.ts')).storm,
  b8: async () => (await import('./b8-measures.ts')).measureTiles,
  b11: async () => (await import('./b11-api-mix.ts')).apiMix,
  b13: async () => (await import('./b13-start.ts')).startTimes,
  b14: async () => (await import('./b14-memory.ts')).idleMemory,
  b14s: async () => (await import('./watch/b14-sessions.ts')).sessionMemory,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '1' },
    runs: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
  },
})
const open = benches[positionals[0]?.toLowerCase() ?? '']
const [scale, runs] = [Number(values.scale), Number(values.runs)]
if (open === undefined || !(scale > 0) || !(runs >= 1)) {
  console.error(`用法：npm run -s bench -- ${Object.keys(benches).join('|')} [--scale x] [--runs n] [--json] [--save]`)
  process.exit(2)
}
const report = await (await open())({ scale, runs })
console.log(values.json ? JSON.stringify(report, null, 2) : asMarkdown(report))
if (values.save) save(report)
process.exit(0)

/** Puts the figures in place of the older ones of the same name in bench/results.md. */
function save(made: BenchReport): void {
  const path = join(root, 'bench/results.md')
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? '?'} (${arch()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
  const [head = '', ...parts] = (existsSync(path) ? readFileSync(path, 'utf8') : '# Benchmark results\n').split(/\n(?=### )/)
  const others = parts.filter((part) => !part.startsWith(`### ${made.name}\n`))
  const own = `${asMarkdown(made)}\n\n${Temporal.Now.plainDateISO().toString()}, ${commit}, ${machine}, runs: ${runs}, scale: ${scale}\n`
  writeFileSync(path, [head.trimEnd(), ...[...others, own].sort().map((part) => part.trimEnd())].join('\n\n') + '\n')
}

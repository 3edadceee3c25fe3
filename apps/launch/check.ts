import { spawn } from 'node:child_process'
import { join, relative } from 'node:path'
import { root } from '../server/config.ts'
import { staleFiles } from './generate.ts'

/** A gate: its name, its command line, the folder it runs in. Errors only, no warnings. */
export interface Gate {
  readonly name: string
  readonly command: readonly string[]
  /** Whether the output means a fault although the command ended well. */
  readonly faultIn?: (output: string) => boolean
}

/** The gates every change passes (design 9); each is itself tested with a planted fault in gates.test.ts. */
export const gates: readonly Gate[] = [
  { name: 'types (server)', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'types (web)', command: ['tsc', '-p', 'tsconfig.web.json'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['biome', 'check', '.'] },
  // a cruise that found (almost) nothing has not looked: its parser failed silently
  {
    name: 'floors',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'kernel', 'engines', 'rooms', 'apps', 'sim', 'bench', 'e2e'],
    faultIn: (output) => Number(/\((\d+) modules|(\d+) modules,/.exec(output)?.slice(1).find(Boolean) ?? 0) < 100,
  },
  { name: 'unused', command: ['knip', '--no-config-hints'] },
]

/** Runs a gate in a folder; null when it passes, else what it said. */
export function runGate({ command, faultIn }: Gate, folder: string): Promise<string | null> {
  const [program = '', ...rest] = command
  return new Promise((done) => {
    const child = spawn(join(root, 'node_modules/.bin', program), rest, {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1' },
      shell: process.platform === 'win32',
    })
    let output = ''
    const hear = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => done(error.message))
    child.on('close', (code) => done(code === 0 && faultIn?.(output) !== true ? null : output))
  })
}

/** All gates and the freshness of generated files; prints the faults, true when there are none. */
export async function check(): Promise<boolean> {
  let sound = true
  for (const gate of gates) {
    const fault = await runGate(gate, root)
    console.log(`${fault === null ? '✓' : '✗'} ${gate.name}`)
    if (fault !== null) {
      sound = false
      console.log(fault.slice(-8000))
    }
  }
  const stale = await staleFiles()
  console.log(`${stale.length === 0 ? '✓' : '✗'} generated files`)
  for (const path of stale) console.log(`stale: ${relative(root, path)} (npm run generate)`)
  return sound && stale.length === 0
}

if (import.meta.main) process.exit((await check()) ? 0 : 1)

import { readFileSync } from 'node:fs'
import type { Program } from '../program.ts'

/** Processor seconds a program has used, of all its threads (proc(5): utime and stime, hundredths); what else the machine does is not in it. */
export function processorSeconds({ child }: Pick<Program, 'child'>): number {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

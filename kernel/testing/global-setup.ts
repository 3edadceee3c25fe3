import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openServer } from '../postgres/server.ts'

/** One throw-away PostgreSQL for the whole test run; test files clone their databases in it. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'yinqiao-test-'))
  const server = await openServer({
    dataFolder,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  })
  process.env['YINQIAO_TEST_DATA'] = dataFolder
  return async () => {
    await server.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

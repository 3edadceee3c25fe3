import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openServer, prepareDatabase, readMigrations, rowTypes, withClient } from '@yinqiao/kernel/server'
import { root } from '../server/config.ts'

/** The files that are made from others, each with what it should hold now. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const folders = ['engines', 'rooms']
    .filter((floor) => existsSync(join(root, floor)))
    .flatMap((floor) => readdirSync(join(root, floor)).map((room) => ({ room, tables: join(root, floor, room, 'tables') })))
    .filter(({ tables }) => existsSync(tables))
  const dataFolder = mkdtempSync(join(tmpdir(), 'yinqiao-generate-'))
  const server = await openServer({ dataFolder, settings: { fsync: 'off' } })
  try {
    await prepareDatabase(server, dataFolder, readMigrations([join(root, 'kernel/tables'), ...folders.map(({ tables }) => tables)]))
    return await withClient(server.url('yinqiao_owner'), async (owner) => {
      const made = new Map<string, string>()
      for (const { room, tables } of folders) made.set(join(tables, 'rows.ts'), await rowTypes(owner, room))
      return made
    })
  } finally {
    await server.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** The generated files that are missing or stale. */
export async function staleFiles(): Promise<string[]> {
  return [...(await generatedFiles())]
    .filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(([path]) => path)
}

if (import.meta.main) {
  for (const [path, text] of await generatedFiles()) {
    writeFileSync(path, text)
    console.log(path)
  }
}

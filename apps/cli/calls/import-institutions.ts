import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { ImportInstitutions } from '@yinqiao/orgs/contract'
import type { Answer, Arguments } from '../answer.ts'
import { runTrusted, withPlatform } from '../with-platform.ts'

/** `orgs import-institutions FILE.csv [--dry-run]`: rows with problems are named, the others saved. */
export async function run({ words: [file = ''], flags }: Arguments): Promise<Answer> {
  const bytes = await readFile(file)
  const input = {
    fileName: basename(file),
    content: bytes.toString('base64'),
    dryRun: flags['dry-run'] === true,
    synthetic: flags['synthetic'] === true,
  }
  return { data: await withPlatform((platform) => runTrusted(platform, ImportInstitutions, input)) }
}

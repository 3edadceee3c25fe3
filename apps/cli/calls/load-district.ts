import { readFile } from 'node:fs/promises'
import { LoadDistrict } from '@yinqiao/places/contract'
import type { Answer, Arguments } from '../answer.ts'
import { BadInput } from '../misuse.ts'
import { runTrusted, withPlatform } from '../with-platform.ts'

/** `places load DISTRICT.json [OUTLINE.json]` */
export async function run({ words: [district = '', outline] }: Arguments): Promise<Answer> {
  const input = { district: await readJson(district), ...(outline === undefined ? {} : { outline: await readJson(outline) }) }
  return { data: await withPlatform((platform) => runTrusted(platform, LoadDistrict, input), { loads: false }) }
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch {
    throw new BadInput(`${file} 不是有效的 JSON (is not valid JSON)`)
  }
}

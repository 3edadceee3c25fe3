import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const compressed = { br: promisify(brotliCompress), gz: promisify(gzip) }
/** Below this a packet is sent anyway. */
const smallest = 1024

/** Lays a `.br` and a `.gz` beside every script and style of the build, so that the server only has to send them. */
export function precompress(): Plugin {
  return {
    name: 'yinqiao-precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(js|css)$/.test(name))
      await Promise.all(texts.map((name) => compress(join(dir, name))))
    },
  }
}

async function compress(file: string): Promise<void> {
  const plain = await readFile(file)
  if (plain.length < smallest) return
  // 11 takes four times as long for two in a hundred less
  const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length }
  await Promise.all([
    writeFile(`${file}.br`, await compressed.br(plain, { params })),
    writeFile(`${file}.gz`, await compressed.gz(plain, { level: 9 })),
  ])
}

import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import webPush from 'web-push'
import { z } from 'zod'
import type { VapidKeys } from './settings.ts'

const Keys = z.object({ publicKey: z.string(), privateKey: z.string() })

/** VAPID keys in a file of mode 600, made at first need and then kept: with other keys every browser would have to subscribe anew. */
export function fileVapidKeys(path: string): () => VapidKeys {
  let keys: VapidKeys | undefined
  return () => {
    if (keys === undefined) {
      if (!existsSync(path)) {
        mkdirSync(dirname(path), { recursive: true })
        const draft = `${path}.${process.pid}`
        writeFileSync(draft, JSON.stringify(webPush.generateVAPIDKeys(), null, 2), { mode: 0o600, flush: true })
        renameSync(draft, path)
      }
      chmodSync(path, 0o600)
      keys = Keys.parse(JSON.parse(readFileSync(path, 'utf8')))
    }
    return keys
  }
}

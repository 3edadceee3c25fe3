import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartProblem } from '../start-problem.ts'

const hex64 = z.string().regex(/^[0-9a-f]{64}$/)

/** One table of a backup: its content as COPY text in a fixed order, hashed before it is packed. */
export const BackupTable = z.object({
  /** `schema.table` */
  name: z.string(),
  owner: z.enum(['yinqiao_owner', 'yinqiao_jobs']),
  columns: z.array(z.string()),
  rows: z.number().int(),
  /** bytes of the COPY text */
  bytes: z.number().int(),
  sha256: hex64,
  /** GB/T 32905 */
  sm3: hex64,
  file: z.string().regex(/^tables\/[\w.%-]+\.gz$/),
  fileSha256: hex64,
})
export type BackupTable = z.infer<typeof BackupTable>

/** A folder of files that rows of the database name. */
export const BackupFolder = z.object({
  name: z.string().regex(/^[a-z]+$/),
  files: z.array(z.object({ name: z.string().regex(/^\w[\w.-]*$/), sha256: hex64, bytes: z.number().int() })),
  /** Named by the database, but not on disk or damaged there. */
  missing: z.array(z.string()),
})
export type BackupFolder = z.infer<typeof BackupFolder>

/** What a backup says of itself. */
export const Manifest = z.object({
  format: z.literal(1),
  product: z.literal('yinqiao'),
  version: z.string(),
  takenAt: z.iso.datetime(),
  postgres: z.string(),
  migrations: z.array(z.object({ name: z.string(), sha256: hex64 })),
  tables: z.array(BackupTable),
  sequences: z.array(z.object({ name: z.string(), owner: z.enum(['yinqiao_owner', 'yinqiao_jobs']), value: z.number().int() })),
  files: z.object({ count: z.number().int(), bytes: z.number().int(), missing: z.array(z.string()) }),
  /** Backups of before 2026-11-22 have none. */
  folders: z.array(BackupFolder).default([]),
  /** Last link of the audit chain within the snapshot. */
  auditHead: z.object({ seq: z.number().int(), hash: z.string() }).nullable(),
  /** Mark of each key the data may be sealed with, so that a wrong ring is noticed before it is used. */
  keyMarks: z.record(z.string(), z.string()),
  withKeys: z.boolean(),
})
export type Manifest = z.infer<typeof Manifest>

/** Reads the manifest of a backup folder. */
export function readManifest(folder: string): Manifest {
  let text: string
  try {
    text = readFileSync(join(folder, 'manifest.json'), 'utf8')
  } catch {
    throw new StartProblem(`${folder} 不是银桥备份：没有 manifest.json (not a backup)`)
  }
  try {
    return Manifest.parse(JSON.parse(text))
  } catch {
    throw new StartProblem(`备份清单已损坏或版本不符：${folder}/manifest.json (the manifest is damaged)`)
  }
}

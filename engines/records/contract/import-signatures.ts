import { command, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { writeRecords } from './permissions.ts'
import { HeadingMissing, ImportOver, ImportUnknown, KindUnknown, NotYours, TableUnreadable } from './refusals.ts'

const Counts = z.object({ ready: z.int(), wrong: z.int(), added: z.int(), changed: z.int(), same: z.int() })

/** Reads a table and checks every row; nothing is written to the register yet. */
export const OpenImport = command({
  name: 'records.open-import',
  title: { zh: '读入表格', en: 'Read a table' },
  permission: writeRecords,
  input: z.object({ kind: z.string().max(80), fileName: z.string().min(1).max(200), content: z.string().min(1).max(28_000_000) }),
  output: z.object({ importId: z.uuid(), counts: Counts, ignoredHeadings: z.array(z.string()) }),
  bodyLimit: 30_000_000,
  refusals: [KindUnknown, NotYours, TableUnreadable, HeadingMissing],
})

/** Writes the next rows that are ready; called again until none is left, and again after a stop: what is in stays in. */
export const RunImport = command({
  name: 'records.run-import',
  title: { zh: '写入登记册', en: 'Write to the register' },
  permission: writeRecords,
  input: z.object({ importId: z.uuid(), atMost: z.int().min(1).max(1000).default(500) }),
  output: z.object({ counts: Counts }),
  refusals: [ImportUnknown, NotYours, ImportOver],
})

export const CancelImport = command({
  name: 'records.cancel-import',
  title: { zh: '取消导入', en: 'Cancel the import' },
  permission: writeRecords,
  input: z.object({ importId: z.uuid() }),
  output: z.object({ counts: Counts }),
  refusals: [ImportUnknown, NotYours, ImportOver],
})

export const ListImportRows = query({
  name: 'records.list-import-rows',
  title: { zh: '导入的各行', en: 'Rows of an import' },
  permission: writeRecords,
  input: PageInput.extend({ importId: z.uuid(), state: z.enum(['ready', 'wrong', 'added', 'changed', 'same']).nullish() }),
  output: pageOf(
    z.object({
      row: z.int(),
      state: z.string(),
      title: z.string(),
      messages: z.array(z.object({ heading: z.string(), zh: z.string(), en: z.string() })),
    }),
  ),
  refusals: [ImportUnknown, NotYours],
})

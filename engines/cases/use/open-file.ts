import { Buffer } from 'node:buffer'
import { type Body, body } from '@yinqiao/kernel'
import { refuse } from '@yinqiao/kernel/contract'
import { CaseUnknown, FileMissing } from '../contract/refusals.ts'
import { OpenFile } from '../contract/signatures.ts'
import { mayRead } from '../rules/case-rights.ts'
import { type CasesSettings, findCase, headOf } from '../store.ts'
import { showCase } from '../store-show.ts'

export const openFile = ({ kinds }: CasesSettings): Body =>
  body(OpenFile, async (ctx, { id, fileId }) => {
    const row = await findCase(ctx.db, id)
    const kind = kinds.find(({ code }) => code === row?.kind)
    if (row === undefined || kind === undefined || !mayRead(ctx.actor, kind, headOf(row))) return refuse(CaseUnknown, {}, 'id')
    const { steps } = await showCase(ctx, kind, row)
    const kept = steps.some(({ files }) => files.some((file) => file.id === fileId)) ? await ctx.files.find(fileId) : undefined
    if (kept === undefined) return refuse(FileMissing, {}, 'fileId')
    return { fileName: kept.file.name, mime: kept.file.mime, content: Buffer.from(kept.bytes).toString('base64') }
  })

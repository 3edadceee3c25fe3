import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { writeDocx, writePdf, writeXlsx } from '@yinqiao/papers'
import { GetReportFile } from '../contract/rounds.ts'
import { fileTypes } from '../rules/file-types.ts'
import { reportPaper } from '../rules/report-paper.ts'
import { reportWorkbook } from '../rules/report-workbook.ts'
import { reportOf } from '../store-report.ts'
import { frozenRound } from '../store-rounds.ts'

/** Writes the report from what the round froze and what was said of it; the same round gives the same bytes. */
export const getReportFile: Body = body(GetReportFile, async (ctx, { roundId, form }) => {
  const frozen = await frozenRound(ctx, roundId)
  if (isRefusal(frozen)) return frozen
  const { round } = frozen
  const made = async () => {
    if (form === 'json') return Buffer.from(round.manifest ?? '')
    const report = await reportOf(ctx, round)
    if (form === 'xlsx') return writeXlsx(reportWorkbook(report))
    return form === 'docx' ? writeDocx(reportPaper(report)) : writePdf(reportPaper(report))
  }
  const bytes = await made()
  ctx.note({ kind: 'report-file', id: roundId, after: { form } })
  return { fileName: `${round.title}.${form}`, type: fileTypes[form], content: Buffer.from(bytes).toString('base64') }
})

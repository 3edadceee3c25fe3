import { type Body, body, knownFrom } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { readUscc } from '@yinqiao/orgs'
import { checkDraft, insertRecord, kindFor, outsideArea, type RecordsSettings } from '@yinqiao/records'
import { raceDays, ReportLead } from '../contract/lead-signatures.ts'
import { investmentKind } from '../kinds/investment.ts'
import { foldFirmName } from '../rules/fold-firm-name.ts'
import { judgeReport } from '../rules/judge-report.ts'
import { lockThing } from '../store.ts'
import { findFirmOf, getReport, listEarlier, saveReport } from '../store-leads.ts'

export const reportLead = (settings: RecordsSettings): Body =>
  body(ReportLead, async (ctx, { uscc: typed, divisionCode, unitId: givenUnit, synthetic, ...facts }) => {
    const kind = kindFor(settings, investmentKind.record.code, ctx.actor, 'write')
    if (isRefusal(kind)) return kind
    const outside = outsideArea(ctx, divisionCode)
    if (outside) return outside
    const uscc = readUscc(typed ?? null)
    if (isRefusal(uscc)) return uscc
    const nameKey = foldFirmName(facts.name)
    const unitId = givenUnit ?? ctx.actor.unitId
    // one report at a time: who waited sees what the other wrote
    await lockThing(ctx, 'lead-reports')
    const { standing, first } = judgeReport({ uscc, nameKey }, await listEarlier(ctx.db, uscc, nameKey), {
      today: ctx.today,
      days: raceDays,
    })
    const report = { standing, firmName: facts.name, nameKey, uscc, divisionCode, unitId, synthetic }
    if (first !== null) {
      const winner = await getReport(ctx.db, first.id)
      const logged = await saveReport(ctx, { ...report, recordId: winner.recordId, firstId: first.id, knownFrom: await knownFrom(ctx) })
      ctx.note({ kind: 'lead-report', id: logged.id, after: { standing, first: first.id } })
      return { report: logged, first: winner }
    }
    const firm = await findFirmOf(ctx.db, uscc)
    const known = Object.entries({ ...facts, uscc, firm, reportedOn: ctx.today }).flatMap(([key, value]) =>
      value ? [[key, value] as const] : [],
    )
    const draft = { values: Object.fromEntries(known), divisionCode, unitId, validFrom: ctx.today, origin: 'typed' as const, reason: null }
    const checked = await checkDraft(ctx, settings, kind, draft, null)
    if (isRefusal(checked)) return checked
    const { id } = await insertRecord(ctx, kind, checked, synthetic)
    const logged = await saveReport(ctx, { ...report, recordId: id, firstId: null, knownFrom: await knownFrom(ctx) })
    ctx.note({ kind: 'lead-report', id: logged.id, after: { standing, record: id } })
    return { report: logged, first: null }
  })

import { VerifyAudit } from '@yinqiao/access/contract'
import type { Answer } from '../answer.ts'
import { runTrusted, withPlatform } from '../with-platform.ts'

/** `audit verify`: recomputes the whole chain; any fault is exit 1. */
export async function run(): Promise<Answer> {
  const report = VerifyAudit.output.parse(await withPlatform((platform) => runTrusted(platform, VerifyAudit, {}), { loads: false }))
  return {
    data: report,
    exit: report.faults.length > 0 ? 1 : 0,
    ...(report.faults.length > 0 ? { notes: [`审计链有 ${report.faults.length} 处异常 (the audit chain has faults)`] } : {}),
  }
}

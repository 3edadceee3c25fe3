import { type Body, body, verifyAudit as verify } from '@yinqiao/kernel'
import { VerifyAudit } from '../contract/index.ts'
import type { AccessSettings } from '../store.ts'

export const verifyAudit = ({ keptHead }: AccessSettings): Body =>
  body(VerifyAudit, async ({ db }) => {
    const { lines, unsealed, head, faults } = await verify(db, keptHead())
    return { lines, unsealed, head: head.hash, faults: faults.map((fault) => ({ ...fault })) }
  })

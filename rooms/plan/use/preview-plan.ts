import { type Body, body } from '@yinqiao/kernel'
import { isRefusal } from '@yinqiao/kernel/contract'
import { PreviewPlan } from '../contract/index.ts'
import { readPlan } from '../rules/read-plan.ts'
import { readDocument } from './read-document.ts'

export const previewPlan: Body = body(PreviewPlan, async (_ctx, { fileName, content }) => {
  const text = await readDocument(Buffer.from(content, 'base64'), fileName)
  if (isRefusal(text)) return text
  const structure = readPlan(text)
  return isRefusal(structure) ? structure : { text, structure }
})

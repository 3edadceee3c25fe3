import { z } from 'zod'
import { type Refusal, refuse } from './contract/refusal.ts'
import { InvalidInput } from './contract/refusals.ts'
import type { Signature } from './contract/signature.ts'
import { findUncleanText } from './clean-text.ts'

const zh = z.locales.zhCN().localeError
const en = z.locales.en().localeError

/** The input as its schema reads it, or a refusal that names the field in both languages and never repeats the value. */
export function checkInput(signature: Signature, raw: unknown): { readonly input: unknown } | Refusal {
  const read = signature.input.safeParse(raw)
  if (read.success) {
    const unclean = findUncleanText(read.data)?.join('.')
    if (unclean === undefined) return { input: read.data }
    return refuse(
      InvalidInput,
      { problem: `${unclean}：含有无法保存的字符`, problemEn: `${unclean}: has characters that cannot be kept` },
      unclean,
    )
  }
  const issue = read.error.issues[0]
  if (issue === undefined) return refuse(InvalidInput, { problem: '', problemEn: '' })
  const field = issue.path.join('.')
  const sentence = (locale: typeof zh) => {
    const said = locale(issue as never)
    return [field, typeof said === 'string' ? said : (said?.message ?? issue.message)].filter((part) => part !== '').join('：')
  }
  return refuse(
    InvalidInput,
    { problem: issue.code === 'custom' ? issue.message : sentence(zh), problemEn: issue.code === 'custom' ? issue.message : sentence(en) },
    field,
  )
}

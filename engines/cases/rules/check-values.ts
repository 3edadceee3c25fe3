import { InvalidInput, type Refusal, refuse } from '@yinqiao/kernel/contract'
import { type Field, type Values, valuesSchema } from '@yinqiao/records/contract'
import { z } from 'zod'

const locales = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError }

/** The values of a form as its fields read them, or a refusal at the first field that is wrong; the value itself is never repeated. */
export function checkValues(fields: readonly Field[], values: unknown): { readonly values: Values } | Refusal {
  const read = valuesSchema(fields).safeParse(values)
  if (read.success) return { values: read.data }
  const issue = read.error.issues[0]
  const key = issue?.path[0]
  const title = fields.find((field) => field.key === key)?.title
  const sentence = (language: 'zh' | 'en') => {
    const said = issue === undefined ? undefined : locales[language](issue as never)
    const problem = typeof said === 'string' ? said : (said?.message ?? issue?.message ?? '')
    return title === undefined ? problem : `${title[language]}：${problem}`
  }
  return refuse(
    InvalidInput,
    { problem: sentence('zh'), problemEn: sentence('en') },
    ['values', ...(issue?.path ?? [])].map(String).join('.'),
  )
}

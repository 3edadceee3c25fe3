import type { Language } from '@yinqiao/kernel/contract'
import type { z } from 'zod'

type Issue = z.core.$ZodRawIssue

/** The words for a bound: of what, and how it is counted. */
const counted: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  string: { zh: '{n} 个字', en: '{n} characters' },
  array: { zh: '{n} 项', en: '{n} entries' },
  set: { zh: '{n} 项', en: '{n} entries' },
  number: { zh: '{n}', en: '{n}' },
  int: { zh: '{n}', en: '{n}' },
  date: { zh: '{n}', en: '{n}' },
}

function bound(origin: string, n: unknown, language: Language): string {
  return (counted[origin] ?? { zh: '{n}', en: '{n}' })[language].replace('{n}', String(n))
}

/** Whether nothing was entered: that is to be asked for, not scolded for its form. */
function missing(issue: Issue): boolean {
  const { input } = issue
  return input === undefined || input === null || input === '' || (typeof input === 'number' && Number.isNaN(input))
}

const formats: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  date: { zh: '请填写完整日期', en: 'Give a whole date' },
  datetime: { zh: '请填写完整日期和时间', en: 'Give a whole date and time' },
  uuid: { zh: '请从列表中选择', en: 'Choose from the list' },
  url: { zh: '请填写完整网址', en: 'Give a whole address' },
}

/**
 * What is wrong with a field, as a person would say it. Sentences given by a schema itself take precedence;
 * this is zod's own wording, replaced, for it speaks of types ("expected string >=1").
 */
export function issueSentence(issue: Issue, language: Language): string {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  if (missing(issue)) return say('请填写', 'Required')
  switch (issue.code) {
    case 'too_small': {
      const n = bound(issue.origin, issue.minimum, language)
      if (issue.origin === 'string' || issue.origin === 'array')
        return issue.inclusive === false ? say(`应多于 ${n}`, `More than ${n}`) : say(`至少 ${n}`, `At least ${n}`)
      return issue.inclusive === false ? say(`应大于 ${n}`, `Must be greater than ${n}`) : say(`不能小于 ${n}`, `Must be at least ${n}`)
    }
    case 'too_big': {
      const n = bound(issue.origin, issue.maximum, language)
      if (issue.origin === 'string' || issue.origin === 'array') return say(`最多 ${n}`, `At most ${n}`)
      return say(`不能大于 ${n}`, `Must be at most ${n}`)
    }
    case 'invalid_format': {
      const words = formats[issue.format]
      return words ? words[language] : say('格式不对', 'Not in the right form')
    }
    case 'invalid_value':
      return say('请从列表中选择', 'Choose from the list')
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int' ? say('请填写数字', 'Give a number') : say('填写有误', 'Not valid')
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return say('填写有误', 'Not valid')
  }
}

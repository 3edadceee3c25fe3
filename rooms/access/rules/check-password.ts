import { type Refusal, refuse } from '@yinqiao/kernel/contract'
import { WeakPassword } from '../contract/refusals.ts'

// words whose variants fill the lists of broken passwords; a password that contains one is guessed first
const guessedFirst = [
  'password',
  'passw0rd',
  'qwerty',
  '12345678',
  '87654321',
  '11111111',
  'abc123',
  'admin',
  'yinqiao',
  'suzhou',
  'xiangcheng',
  'iloveyou',
  '1qaz2wsx',
]

/** Whether a password may be used: 10 characters, three of four sorts, not the username, not guessed first (GB/T 22239-2019 8.1.4.1 asks for complexity; the figures are defaults of the product). */
export function checkPassword(password: string, username: string): Refusal | undefined {
  const no = (reason: string, reasonEn: string) => refuse(WeakPassword, { reason, reasonEn }, 'next')
  const lower = password.toLowerCase()
  if (password.length < 10) return no('至少 10 位', 'at least 10 characters')
  const sorts = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((sort) => sort.test(password)).length
  if (sorts < 3) return no('须含大写、小写、数字、符号中的三类', 'three of: upper case, lower case, digits, marks')
  if (lower.includes(username.toLowerCase())) return no('不能包含账号名', 'must not contain the username')
  if (guessedFirst.some((word) => lower.includes(word))) return no('含有常见口令', 'contains a common password')
  if (/(.)\1{3}/.test(password)) return no('不能有四个相同字符相连', 'four equal characters in a row')
  return undefined
}

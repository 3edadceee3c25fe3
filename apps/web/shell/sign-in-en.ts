import type { WordsLike } from '@yinqiao/kernel/web'
import type { signInZh } from './sign-in-zh.ts'

export const signInEn: WordsLike<typeof signInZh> = {
  motto: 'One district: its silver economy done, governed and counted.',
  title: 'Sign in',
  username: 'User name',
  password: 'Password',
  enterUsername: 'Enter your user name',
  enterPassword: 'Enter your password',
  submit: 'Sign in',
  oidc: 'Sign in with {title}',
  or: 'or',
  codeTitle: 'Second step: one-time code',
  codeHint: 'Open your authenticator and enter the six digits shown under “银桥”.',
  code: 'Six-digit code',
  enterCode: 'Enter six digits',
  again: 'Use another account',
  enrolTitle: 'First sign-in: bind an authenticator',
  enrolHint: 'Scan the code with an authenticator app, then enter the six digits it shows. You will need it at every sign-in.',
  enrolSecret: 'If you cannot scan, type this key:',
  enrolQr: 'QR code that binds the authenticator',
  demo: 'Demo accounts',
  demoHint: 'Choose one to enter; synthetic districts only, all persons invented.',
}

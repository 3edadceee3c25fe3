import { EnterDemo, SignIn } from '@yinqiao/access/contract'
import { kernelEn, kernelZh, useCommand, useLanguage, useProblemSentence, useWords } from '@yinqiao/kernel/web'
import type { Output } from '@yinqiao/kernel/contract'
import { Alert, Button, Form, Input } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { en } from './en.ts'
import { GateArt } from './GateArt.tsx'
import { useOidc } from './oidc.ts'
import { QrCode } from './QrCode.tsx'
import { useRoleTitle } from '@yinqiao/access/web'
import { useSession } from './session.tsx'
import { signInEn } from './sign-in-en.ts'
import { signInZh } from './sign-in-zh.ts'
import { zh } from './zh.ts'

interface Credentials {
  readonly username: string
  readonly password: string
}
type Answer = Output<typeof SignIn>
/** Sends the first leg again with the one-time code. */
type Again = (code: string | null) => Promise<Answer>
type Step =
  | { readonly at: 'password' }
  | { readonly at: 'code'; readonly again: Again }
  | { readonly at: 'enrol'; readonly again: Again; readonly secret: string; readonly uri: string }

/** Sign-in: name and password, then the one-time code; at the first time the authenticator is bound. The address asked for stays. */
export function SignInPage() {
  const say = useWords(signInZh, signInEn)
  const sayShell = useWords(zh, en)
  const sayKernel = useWords(kernelZh, kernelEn)
  const { language, setLanguage } = useLanguage()
  const sentence = useProblemSentence()
  const { answer, renew } = useSession()
  const signIn = useCommand(SignIn, { refresh: [] })
  const enterDemo = useCommand(EnterDemo, { refresh: [] })
  const roleTitle = useRoleTitle()
  const sentenceOf = useRef(sentence)
  sentenceOf.current = sentence
  const [step, setStep] = useState<Step>({ at: 'password' })
  const [problem, setProblem] = useState<string>()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${say('title')} · 银桥`
    if (step.at !== 'password') heading.current?.focus()
  }, [say, step.at])

  /** Walks one step on: in, to the code, or to the binding of the authenticator. */
  const go = useCallback(
    async (again: Again, code: string | null) => {
      setProblem(undefined)
      try {
        const output = await again(code)
        if (output.state === 'signed-in') await renew()
        else if (output.state === 'enrolment-needed' && output.enrolment) setStep({ at: 'enrol', again, ...output.enrolment })
        else setStep({ at: 'code', again })
      } catch (caught) {
        setProblem(sentenceOf.current(caught))
      }
    },
    [renew],
  )
  const oidc = useOidc(go, (caught) => setProblem(sentence(caught)))
  const visit = async (accountId: string) => {
    setProblem(undefined)
    try {
      await enterDemo.send({ accountId })
      await renew()
    } catch (caught) {
      setProblem(sentence(caught))
    }
  }
  const title = say(step.at === 'password' ? 'title' : step.at === 'code' ? 'codeTitle' : 'enrolTitle')

  return (
    <main className="yq-gate">
      <div className="yq-gate-view">
        <div>
          <h1>{sayShell('product')}</h1>
          <p>{say('motto')}</p>
        </div>
        <GateArt />
      </div>
      <div className="yq-gate-form">
        <Button
          type="text"
          className="yq-gate-language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {sayShell('language')}
        </Button>
        <div>
          <p className="yq-faint">{answer.district.name}</p>
          <h2 ref={heading} tabIndex={-1}>
            {title}
          </h2>
        </div>
        {problem ? <Alert type="error" title={problem} role="alert" /> : null}
        {step.at === 'password' ? (
          <Form<Credentials>
            layout="vertical"
            requiredMark={false}
            noValidate
            onFinish={(values) => void go((code) => signIn.send({ ...values, code }), null)}
          >
            <Form.Item name="username" label={say('username')} rules={[{ required: true, message: say('enterUsername') }]}>
              <Input autoComplete="username" maxLength={100} autoFocus size="large" />
            </Form.Item>
            <Form.Item name="password" label={say('password')} rules={[{ required: true, message: say('enterPassword') }]}>
              <Input.Password autoComplete="current-password" maxLength={200} size="large" />
            </Form.Item>
            <Button type="primary" htmlType="submit" block size="large" loading={signIn.busy}>
              {say('submit')}
            </Button>
            {answer.oidc ? (
              <Button block size="large" loading={oidc.busy} onClick={() => void oidc.begin()} className="yq-gate-oidc">
                {say('oidc', { title: answer.oidc.title })}
              </Button>
            ) : null}
          </Form>
        ) : (
          <Form<{ code: string }> layout="vertical" requiredMark={false} noValidate onFinish={({ code }) => void go(step.again, code)}>
            <p className="yq-form-note">{say(step.at === 'enrol' ? 'enrolHint' : 'codeHint')}</p>
            {step.at === 'enrol' ? (
              <div className="yq-form-note">
                <QrCode text={step.uri} label={say('enrolQr')} />
                <p>{say('enrolSecret')}</p>
                <p className="yq-secret">{step.secret.match(/.{1,4}/g)?.join(' ')}</p>
              </div>
            ) : null}
            <Form.Item name="code" label={say('code')} rules={[{ required: true, pattern: /^\d{6}$/, message: say('enterCode') }]}>
              <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus size="large" />
            </Form.Item>
            <div className="yq-form-acts">
              <Button type="primary" htmlType="submit" size="large" loading={signIn.busy}>
                {say('submit')}
              </Button>
              <Button
                size="large"
                onClick={() => {
                  setStep({ at: 'password' })
                  setProblem(undefined)
                }}
              >
                {say('again')}
              </Button>
            </div>
          </Form>
        )}
        {step.at === 'password' && answer.demo.length > 0 ? (
          <section className="yq-demo" aria-labelledby="demo">
            <h3 id="demo">
              <span className="yq-tag">{sayKernel('synthetic')}</span>
              {say('demo')}
            </h3>
            <p className="yq-faint">{say('demoHint')}</p>
            <ul className="yq-demo-list">
              {answer.demo.map(({ accountId, name, role, unitName, areaName }) => (
                <li key={accountId}>
                  <button type="button" disabled={enterDemo.busy} onClick={() => void visit(accountId)}>
                    <strong>{roleTitle(role)}</strong>
                    <span>{unitName ?? areaName ?? name}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
    </main>
  )
}

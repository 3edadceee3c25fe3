import { VerifyAudit } from '@yinqiao/access/contract'
import type { Output } from '@yinqiao/kernel/contract'
import { call, useAnnounce, useTell, useWords } from '@yinqiao/kernel/web'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Has the server recompute the SM3 chain and says what it found. */
export function AuditChain() {
  const say = useWords(zh, en)
  const tell = useTell()
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<Output<typeof VerifyAudit>>()
  const verify = async () => {
    setBusy(true)
    try {
      const output = await call(VerifyAudit, {})
      setFound(output)
      announce(
        output.faults.length === 0
          ? say('verified', { lines: output.lines, unsealed: output.unsealed })
          : say('faults', { n: output.faults.length }),
      )
    } catch (problem) {
      tell.failed(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="yq-chain">
      <Button loading={busy} onClick={() => void verify()}>
        {say(busy ? 'verifying' : 'verify')}
      </Button>
      {found && found.faults.length === 0 ? (
        <Alert
          type="success"
          showIcon
          title={say('verified', { lines: found.lines, unsealed: found.unsealed })}
          description={
            <span className="yq-figures">
              {say('head')} {found.head}
            </span>
          }
        />
      ) : null}
      {found && found.faults.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={say('faults', { n: found.faults.length })}
          description={
            <ul>
              {found.faults.slice(0, 20).map(({ seq, fault }) => (
                <li key={seq}>{say('faultAt', { seq, fault })}</li>
              ))}
            </ul>
          }
        />
      ) : null}
    </div>
  )
}

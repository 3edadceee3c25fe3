import { GetPush, SubscribePush } from '@yinqiao/notices/contract'
import { Answer, StateTag, useCommand, useQuery, useTell, useWords } from '@yinqiao/kernel/web'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { en } from './en.ts'
import { deviceName, type PushStanding, pushStanding, subscribeBrowser, unsubscribeBrowser } from './push-browser.ts'
import { zh } from './zh.ts'

/** Switches notifications on or off in this browser; says why when that is not possible. */
export function PushSwitch() {
  const say = useWords(zh, en)
  const tell = useTell()
  const settings = useQuery(GetPush, {})
  const subscribe = useCommand(SubscribePush)
  const [standing, setStanding] = useState<PushStanding | null>(null)
  const [busy, setBusy] = useState(false)
  const [noAddress, setNoAddress] = useState(false)
  useEffect(() => {
    void pushStanding().then(setStanding, () => setStanding('unsupported'))
  }, [])

  const act = async (key: string) => {
    setBusy(true)
    setNoAddress(false)
    try {
      if (standing === 'on') {
        await unsubscribeBrowser()
        tell.done(say('switchedOff'))
      } else {
        const made = await subscribeBrowser(key)
        if (made !== null) {
          await subscribe.send({ ...made, device: deviceName(navigator.userAgent) })
          tell.done(say('switchedOn'))
        }
      }
    } catch (problem) {
      // the browser's own errors have no sentence for people
      if (problem instanceof DOMException) setNoAddress(true)
      else tell.failed(problem)
    }
    setStanding(await pushStanding())
    setBusy(false)
  }

  return (
    <Answer of={settings} lines={1}>
      {({ key }) =>
        key === null ? (
          <p className="yq-faint">{say('notConfigured')}</p>
        ) : standing === null ? null : standing === 'unsupported' || standing === 'denied' ? (
          <p className="yq-faint">{say(standing === 'denied' ? 'denied' : 'notSupported')}</p>
        ) : (
          <div className="yq-bar">
            <StateTag tone={standing === 'on' ? 'good' : 'idle'} word={say(standing === 'on' ? 'pushOn' : 'pushOff')} />
            <Button type={standing === 'on' ? 'default' : 'primary'} loading={busy} onClick={() => void act(key)}>
              {say(standing === 'on' ? 'switchOff' : 'switchOn')}
            </Button>
            {noAddress ? <span role="alert">{say('subscribeFailed')}</span> : null}
          </div>
        )
      }
    </Answer>
  )
}

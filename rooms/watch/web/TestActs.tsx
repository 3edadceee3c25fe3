import { useCommand, useDays, useTell, useWords } from '@yinqiao/kernel/web'
import { OpenTestWindow, RecordTestCall } from '@yinqiao/watch/contract'
import { Button } from 'antd'
import { deviceEn } from './device-en.ts'
import type { DeviceShown } from './device-words.ts'
import { deviceZh } from './device-zh.ts'

interface TestActsProps {
  readonly device: Pick<DeviceShown, 'id' | 'testUntil' | 'testedAt' | 'testDueOn'>
  readonly edits: boolean
  /** In a row of a list: the acts alone. */
  readonly brief?: boolean
}

/** Opens the window in which a call counts as a test, and records how it went. */
export function TestActs({ device, edits, brief = false }: TestActsProps) {
  const say = useWords(deviceZh, deviceEn)
  const tell = useTell()
  const { moment, day } = useDays()
  const open = useCommand(OpenTestWindow)
  const record = useCommand(RecordTestCall, { onDone: () => tell.done(say('testSaved')) })
  const send = (worked: boolean) => void record.send({ deviceId: device.id, worked, note: null }).catch(tell.failed)
  return (
    <>
      {brief ? null : (
        <p>
          {say('testedAt')}：{device.testedAt === null ? say('never') : moment(device.testedAt)}
          <br />
          {say('testDueOn')}：{device.testDueOn === null ? say('noTest') : day(device.testDueOn)}
        </p>
      )}
      {edits ? (
        <div className="yq-row-acts">
          {device.testUntil === null ? (
            <Button
              size="small"
              loading={open.busy}
              onClick={() => void open.send({ deviceId: device.id, minutes: 10 }).catch(tell.failed)}
            >
              {say('openWindow')}
            </Button>
          ) : (
            <span className="yq-warn">{say('windowUntil', { at: moment(device.testUntil) })}</span>
          )}
          <Button size="small" disabled={record.busy} onClick={() => send(true)}>
            {say('testWorked')}
          </Button>
          <Button size="small" disabled={record.busy} onClick={() => send(false)}>
            {say('testFailed')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

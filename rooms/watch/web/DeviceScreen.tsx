import { Answer, Facts, PageFrame, Sheet, StateTag, useDays, useMay, useParam, useQuery, useWords } from '@yinqiao/kernel/web'
import { DeviceId, EditDevices, GetDevice } from '@yinqiao/watch/contract'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { BatteryShown } from './BatteryShown.tsx'
import { BindForm, MoveForm, UnbindForm } from './BindForms.tsx'
import { CurveSheet } from './CurveSheet.tsx'
import { deviceEn } from './device-en.ts'
import { EditDeviceForm, RenewForm, StateForm } from './DeviceForms.tsx'
import { type DeviceShown, deviceTone, wordOf } from './device-words.ts'
import { deviceZh } from './device-zh.ts'
import { TestActs } from './TestActs.tsx'
import './devices.css'

/** The life file of a device. */
export function DeviceScreen() {
  const id = DeviceId.parse(useParam('id'))
  const answer = useQuery(GetDevice, { id }, { refreshSeconds: 30 })
  return (
    <Answer of={answer} lines={10}>
      {(device) => <Shown key={device.id} device={device} />}
    </Answer>
  )
}

type Open = 'edit' | 'state' | 'secret' | 'bind' | 'move' | 'unbind'

function Shown({ device }: { readonly device: DeviceShown }) {
  const say = useWords(deviceZh, deviceEn)
  const may = useMay()
  const { moment } = useDays()
  const [form, setForm] = useState<Open>()
  const close = () => setForm(undefined)
  const { holder } = device
  const held = holder === null ? null : { ...device, holder }
  const edits = may(EditDevices.code) && device.state !== 'scrapped'
  return (
    <PageFrame
      title={`${say(`kind_${device.kind}`)} ${device.serial}`}
      above={<Link to="/watch/devices">{say('devices')}</Link>}
      lead={
        <span className="yq-bar">
          <StateTag tone={deviceTone[device.state]} word={say(`state_${device.state}`)} />
          {device.silentSince === null ? null : <StateTag tone="due" word={`${say('silentSince')} ${moment(device.silentSince)}`} />}
          <span>{device.divisionName}</span>
          {device.synthetic ? <span className="yq-tag">{say('synthetic')}</span> : null}
        </span>
      }
      acts={
        edits ? (
          <>
            <Button onClick={() => setForm('secret')}>{say('renewSecret')}</Button>
            <Button onClick={() => setForm('state')}>{say('changeState')}</Button>
            <Button onClick={() => setForm('edit')}>{say('edit')}</Button>
            {held ? (
              <>
                <Button onClick={() => setForm('unbind')}>{say('unbind')}</Button>
                <Button type="primary" onClick={() => setForm('move')}>
                  {say('move')}
                </Button>
              </>
            ) : (
              <Button type="primary" disabled={device.state !== 'stock'} onClick={() => setForm('bind')}>
                {say('bind')}
              </Button>
            )}
          </>
        ) : null
      }
    >
      <div className="yq-columns-main">
        <div>
          <FactsSheet device={device} />
          {device.bindings.length > 0 ? (
            <CurveSheet whose={{ of: 'device', id: device.id }} name={device.serial} synthetic={device.synthetic} />
          ) : null}
          <BindingsSheet device={device} />
        </div>
        <div>
          {held ? (
            <Sheet title={say('event_test-call')}>
              <TestActs device={device} edits={edits} />
            </Sheet>
          ) : null}
          <LifeSheet device={device} />
        </div>
      </div>
      {form === 'edit' ? <EditDeviceForm device={device} onClose={close} /> : null}
      {form === 'state' ? <StateForm device={device} onClose={close} /> : null}
      {form === 'secret' ? <RenewForm device={device} onClose={close} /> : null}
      {form === 'bind' ? <BindForm device={device} onClose={close} /> : null}
      {form === 'move' && held ? <MoveForm device={held} onClose={close} /> : null}
      {form === 'unbind' && held ? <UnbindForm device={held} onClose={close} /> : null}
    </PageFrame>
  )
}

function FactsSheet({ device }: { readonly device: DeviceShown }) {
  const say = useWords(deviceZh, deviceEn)
  const { moment } = useDays()
  const { holder } = device
  const settings = Object.entries(device.settings)
  return (
    <Sheet>
      <Facts
        unknown={say('unrecorded')}
        rows={[
          [
            say('holder'),
            holder ? (
              <span key="holder">
                <Link to={`/watch/homes/${holder.homeId}`}>{holder.homeName}</Link> · {holder.elderName ?? say('wholeHome')}
                {holder.room ? ` · ${holder.room}` : ''}
              </span>
            ) : (
              say(`state_${device.state}`)
            ),
          ],
          [
            say('source'),
            <span key="source" className="yq-figures">
              {device.source}
            </span>,
          ],
          [say('secret'), say(device.hasSecret ? 'secretYes' : 'secretNo')],
          [say('model'), [device.vendor, device.model].filter(Boolean).join(' ')],
          [say('lastSeen'), device.lastSeenAt ? moment(device.lastSeenAt) : say('never')],
          [say('battery'), <BatteryShown key="battery" battery={device.battery} />],
          [say('signal'), device.signal === null ? say('untold') : `${device.signal} dBm`],
          [say('firmware'), device.firmware ?? say('untold')],
          [
            say('gateway'),
            device.gatewayId ? (
              <Link key="gateway" to={`/watch/devices/${device.gatewayId}`}>
                {device.gatewaySerial}
              </Link>
            ) : (
              say('direct')
            ),
          ],
          ...(device.kind === 'gateway' ? [[say('behind'), say('behindN', { n: device.behind })] as const] : []),
          [say('silenceMinutes'), device.silenceMinutes ?? say('silenceByKind')],
          [say('testDays'), device.testDays ?? say('noTest')],
        ]}
      />
      {settings.length > 0 ? (
        <details className="yq-past">
          <summary>
            {say('settings')}（{settings.length}）
          </summary>
          <Facts unknown={say('unrecorded')} rows={settings} />
        </details>
      ) : null}
    </Sheet>
  )
}

function BindingsSheet({ device }: { readonly device: DeviceShown }) {
  const say = useWords(deviceZh, deviceEn)
  const { moment } = useDays()
  if (device.bindings.length === 0) return null
  return (
    <Sheet title={say('bindings')}>
      <ol className="yq-timeline">
        {device.bindings.map((past) => (
          <li key={past.bindingId}>
            <Link to={`/watch/homes/${past.homeId}`}>{past.homeName}</Link> · {past.elderName ?? say('wholeHome')}
            {past.room ? ` · ${past.room}` : ''}
            <br />
            <time>
              {moment(past.since)} — {past.until === null ? say('still') : moment(past.until)}
            </time>
            <span className="yq-faint">
              {' '}
              · {past.boundBy}
              {past.endedWhy === null ? '' : ` · ${past.endedWhy}（${past.endedBy ?? ''}）`}
            </span>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

function LifeSheet({ device }: { readonly device: DeviceShown }) {
  const say = useWords(deviceZh, deviceEn)
  const { moment } = useDays()
  const word = (kind: string) => {
    const key = `event_${kind}`
    return wordOf(deviceZh, key) ? say(key) : kind
  }
  return (
    <Sheet title={say('life')}>
      <ol className="yq-timeline">
        {device.events.map((event) => (
          <li key={event.id}>
            {word(event.kind)}
            {typeof event.detail['why'] === 'string' ? `：${event.detail['why']}` : ''}
            {typeof event.detail['note'] === 'string' ? `：${event.detail['note']}` : ''}
            <br />
            <time>{moment(event.at)}</time> <span className="yq-faint">{event.by}</span>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}

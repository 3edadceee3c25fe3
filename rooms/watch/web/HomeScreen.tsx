import { Answer, Facts, PageFrame, Sheet, StateTag, useDays, useLanguage, useMay, useParam, useQuery, useWords } from '@yinqiao/kernel/web'
import { EditDevices, GetHome, HomeId } from '@yinqiao/watch/contract'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { titleIn } from '../rules/read-title.ts'
import { AskErasureButton } from './AskErasureForm.tsx'
import { BatteryShown } from './BatteryShown.tsx'
import { ContactsSheet } from './ContactsSheet.tsx'
import { CurveSheet } from './CurveSheet.tsx'
import { deviceEn } from './device-en.ts'
import type { HomeShown } from './device-words.ts'
import { deviceZh } from './device-zh.ts'
import { BindForm } from './BindForms.tsx'
import { HomeForm } from './HomeForm.tsx'
import { LimitsSheet } from './LimitsSheet.tsx'
import { MembersSheet } from './MembersSheet.tsx'
import './devices.css'

/** One home: who lives there, what stands there, whom to call, how to get in. */
export function HomeScreen() {
  const id = HomeId.parse(useParam('id'))
  const answer = useQuery(GetHome, { id }, { refreshSeconds: 30 })
  return (
    <Answer of={answer} lines={10}>
      {(home) => <Shown key={home.id} home={home} />}
    </Answer>
  )
}

function Shown({ home }: { readonly home: HomeShown }) {
  const say = useWords(deviceZh, deviceEn)
  const { language } = useLanguage()
  const may = useMay()
  const { moment } = useDays()
  const [form, setForm] = useState<'edit' | 'bind'>()
  const close = () => setForm(undefined)
  const edits = may(EditDevices.code)
  const { entry, indoors, point } = home
  return (
    <PageFrame
      title={home.name}
      above={<Link to="/watch/homes">{say('homes')}</Link>}
      lead={
        <span className="yq-bar">
          {home.openAlarms.map((alarm) => (
            <StateTag key={alarm.id} tone="alert" word={titleIn(language, alarm.title)} />
          ))}
          {home.silentSince === null ? null : <StateTag tone="due" word={`${say('silentSince')} ${moment(home.silentSince)}`} />}
          <span>{say(`scene_${home.scene}`)}</span>
          <span>{home.divisionName}</span>
          <span>
            {say('inside')}：{say(`inside_${home.inside}`)}
          </span>
          {home.synthetic ? <span className="yq-tag">{say('synthetic')}</span> : null}
        </span>
      }
      acts={
        edits ? (
          <>
            <Button onClick={() => setForm('edit')}>{say('edit')}</Button>
            <Button type="primary" onClick={() => setForm('bind')}>
              {say('bind')}
            </Button>
          </>
        ) : null
      }
    >
      <div className="yq-columns-main">
        <div>
          <DevicesSheet home={home} />
          <ContactsSheet home={home} edits={edits} />
          {home.members.map((member) => (
            <div key={member.elderId}>
              <CurveSheet whose={{ of: 'elder', id: member.elderId }} name={member.name} synthetic={home.synthetic} />
              <LimitsSheet elderId={member.elderId} name={member.name} />
              <AskErasureButton elderId={member.elderId} name={member.name} />
            </div>
          ))}
        </div>
        <div>
          <MembersSheet home={home} edits={edits} />
          <Sheet title={say('homeFacts')}>
            <Facts
              unknown={say('unrecorded')}
              rows={[
                [say('address'), home.address],
                [say('gate'), entry?.gate],
                [say('floor'), entry?.floor],
                [say('key'), entry?.key],
                [say('language'), entry?.language],
                [say('hazards'), entry?.hazards],
                [say('note'), entry?.note],
                [say('place'), point ? `${point.lng.toFixed(5)}, ${point.lat.toFixed(5)}` : say('unlocated')],
                [say('silenceMinutes'), home.silenceMinutes ?? say('silenceByDevice')],
                [say('indoors'), indoors ? `${indoors.from}–${indoors.to}` : say('notAgreed')],
                [say('activeAt'), home.activeAt ? moment(home.activeAt) : say('never')],
              ]}
            />
          </Sheet>
        </div>
      </div>
      {form === 'edit' ? <HomeForm home={home} onClose={close} /> : null}
      {form === 'bind' ? <BindForm home={home} onClose={close} /> : null}
    </PageFrame>
  )
}

function DevicesSheet({ home }: { readonly home: HomeShown }) {
  const say = useWords(deviceZh, deviceEn)
  const { moment } = useDays()
  return (
    <Sheet title={say('devices')} flush>
      {home.devices.length === 0 ? <p className="yq-faint yq-sheet-note">{say('none')}</p> : null}
      {home.devices.length > 0 ? (
        <table className="yq-table">
          <thead>
            <tr>
              {(['device', 'room', 'wearer', 'lastSeen', 'battery'] as const).map((key) => (
                <th key={key} scope="col">
                  {say(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {home.devices.map((device) => (
              <tr key={device.id}>
                <td>
                  <Link to={`/watch/devices/${device.id}`}>{say(`kind_${device.kind}`)}</Link>
                  <br />
                  <span className="yq-figures yq-faint">{device.serial}</span>
                </td>
                <td>{device.holder?.room ?? <span className="yq-unknown">{say('unrecorded')}</span>}</td>
                <td>{device.holder?.elderName ?? say('wholeHome')}</td>
                <td>
                  {device.silentSince === null ? null : (
                    <>
                      <StateTag tone="due" word={say('silent')} />
                      <br />
                    </>
                  )}
                  {device.lastSeenAt === null ? <span className="yq-unknown">{say('never')}</span> : moment(device.lastSeenAt)}
                </td>
                <td>
                  <BatteryShown battery={device.battery} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {home.past.length > 0 ? (
        <details className="yq-past">
          <summary>
            {say('past')}（{home.past.length}）
          </summary>
          <ul className="yq-plain">
            {home.past.map((past) => (
              <li key={past.bindingId}>
                <Link to={`/watch/devices/${past.deviceId}`}>{past.serial}</Link> · {past.elderName ?? say('wholeHome')} ·{' '}
                {moment(past.since)} — {past.until === null ? say('still') : moment(past.until)} · {past.endedWhy}（{past.endedBy}）
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Sheet>
  )
}

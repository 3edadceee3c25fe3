import { Answer, Chart, Sheet, useLanguage, useMay, useQuery, useWords } from '@yinqiao/kernel/web'
import type { Output, RawInput } from '@yinqiao/kernel/contract'
import { GetCurve, ReadReadings } from '@yinqiao/watch/contract'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { deviceEn } from './device-en.ts'
import { deviceZh } from './device-zh.ts'
import { fillGaps } from './fill-gaps.ts'

type Whose = RawInput<typeof GetCurve>['whose']
type Curve = Output<typeof GetCurve>

const shown = [
  'heart-rate',
  'systolic',
  'diastolic',
  'spo2',
  'glucose',
  'body-temperature',
  'respiration',
  'steps',
  'room-temperature',
  'battery',
] as const
const spans = { curveHours: 1, curveWeek: 7, curveMonth: 30 } as const
const dayLong = 86_400_000
const quarter = 900_000

interface CurveProps {
  readonly whose: Whose
  readonly name: string
  readonly synthetic: boolean
}

/** Readings of a person or a device over a time: gaps stay gaps, what was not trusted is told apart. */
export function CurveSheet(props: CurveProps) {
  const may = useMay()
  return may(ReadReadings.code) ? <Shown {...props} /> : null
}

function Shown({ whose, name, synthetic }: CurveProps) {
  const say = useWords(deviceZh, deviceEn)
  const [metric, setMetric] = useState<(typeof shown)[number]>(whose.of === 'device' ? 'battery' : 'heart-rate')
  const [span, setSpan] = useState<keyof typeof spans>('curveHours')
  // by the quarter of an hour, so that the same question is asked while one looks; one more, for clocks slightly ahead of ours
  const [end] = useState(() => (Math.ceil(Date.now() / quarter) + 1) * quarter)
  const at = (ms: number) => new Date(ms).toISOString()
  const answer = useQuery(GetCurve, { whose, metric, from: at(end - spans[span] * dayLong), to: at(end) })
  return (
    <Sheet
      title={`${say('curve')} · ${name}`}
      aside={
        <span className="yq-row-acts">
          <Select
            aria-label={say('metric')}
            size="small"
            value={metric}
            onChange={setMetric}
            options={shown.map((value) => ({ value, label: say(`metric_${value}`) }))}
            style={{ width: 110 }}
          />
          <Segmented
            size="small"
            aria-label={say('curve')}
            value={span}
            onChange={setSpan}
            options={(['curveHours', 'curveWeek', 'curveMonth'] as const).map((value) => ({ value, label: say(value) }))}
          />
        </span>
      }
    >
      <p className="yq-warn yq-form-note">{say('curveNote')}</p>
      <Answer of={answer}>{(curve) => <Drawn curve={curve} title={say(`metric_${metric}`)} synthetic={synthetic} />}</Answer>
    </Sheet>
  )
}

function Drawn({ curve, title, synthetic }: { readonly curve: Curve; readonly title: string; readonly synthetic: boolean }) {
  const say = useWords(deviceZh, deviceEn)
  const { language } = useLanguage()
  const clock = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
    timeZone: 'Asia/Shanghai',
  })
  const rows = fillGaps(curve.segments)
  return (
    <>
      {rows.length === 0 ? (
        <p className="yq-faint">{say('noReadings')}</p>
      ) : (
        <Chart
          title={title}
          kind="line"
          rows={rows}
          label={(row) => clock.format(row.at)}
          labelTitle={say('at')}
          series={[{ key: 'value', title, value: (row) => row.value }]}
          unit=""
          synthetic={synthetic}
        />
      )}
      {curve.untrustedCount > 0 ? (
        <details className="yq-past">
          <summary>{say('untrustedN', { n: curve.untrustedCount })}</summary>
          <ul className="yq-plain">
            {curve.untrusted.map((point) => (
              <li key={`${point.at}-${point.value}-${point.trust}`}>
                {clock.format(point.at)} · <span className="yq-figures">{point.value ?? '—'}</span> · {trustWord(point.trust, say)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

const trustKeys = [
  'duplicate',
  'null-value',
  'offline-repeat',
  'clock-1970',
  'clock-future',
  'too-late',
  'out-of-range',
  'spike',
  'device-unbound',
  'unknown-unit',
] as const

/** Why a reading was not trusted, in words; a word of the server that has none here is shown as it is. */
function trustWord(trust: string, say: (key: `trust_${(typeof trustKeys)[number]}`) => string): string {
  const known = trustKeys.find((key) => key === trust)
  return known === undefined ? trust : say(`trust_${known}`)
}

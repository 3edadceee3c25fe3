import { Answer, useDays, useQuery, useWords } from '@yinqiao/kernel/web'
import { ListElderVersions } from '@yinqiao/people/contract'
import type { ElderRecord } from './elder-words.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

const titles = {
  name: 'name',
  sex: 'sex',
  birthDay: 'born',
  idKind: 'idKind',
  idNumber: 'id',
  phone: 'phone',
  address: 'address',
  divisionCode: 'division',
  siteId: 'site',
  livesAlone: 'alone',
  healthNotes: 'health',
  contacts: 'contacts',
} as const

/** Every version of the record: who, when, from where, and what changed. */
export function ElderHistory({ elderId }: { readonly elderId: ElderRecord['id'] }) {
  const say = useWords(zh, en)
  const { moment } = useDays()
  const answer = useQuery(ListElderVersions, { id: elderId })
  const title = (field: string) => (field in titles ? say(titles[field as keyof typeof titles]) : field)
  return (
    <Answer of={answer}>
      {({ versions }) => (
        <ol className="yq-timeline">
          {versions.map((version) => (
            <li key={version.version}>
              <strong>{say('versionN', { n: version.version })}</strong> <span className="yq-tag">{say(`origin_${version.origin}`)}</span>
              <br />
              <time>{say('by', { who: version.recordedBy, at: moment(version.recordedAt) })}</time>
              {version.changes.length === 0 ? (
                <p className="yq-faint">{say(version.version === 1 ? 'first' : 'noChange')}</p>
              ) : (
                <ul className="yq-changes">
                  {version.changes.map(({ field, before, after }) => (
                    <li key={field}>
                      {title(field)}：<del>{before ?? say('notRecorded')}</del> → <ins>{after ?? say('notRecorded')}</ins>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      )}
    </Answer>
  )
}

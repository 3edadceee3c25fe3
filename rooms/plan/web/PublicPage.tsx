import { Answer, Empty, PageFrame, Sheet, SyntheticRibbon, useDays, useLanguage, useQuery, useSay } from '@yinqiao/kernel/web'
import { ListPublic } from '@yinqiao/plan/contract'
import { inUnit } from '../rules/in-unit.ts'
import { useBoardWords, useNumber } from './board-words.ts'
import { StateMark } from './StateMark.tsx'
import './board.css'
import './measure.css'

const statements = ['verify', 'sources', 'accuracy', 'limits', 'remedy'] as const

/** For everybody, signed in or not: numbers of class 公开 with their quality statements; of the plan's text nothing. */
export function PublicPage() {
  const say = useBoardWords()
  const told = useSay()
  const number = useNumber()
  const { day } = useDays()
  const { language, setLanguage } = useLanguage()
  const answer = useQuery(ListPublic, {})
  return (
    <main id="main" className="yq-public">
      {answer.data?.synthetic ? <SyntheticRibbon /> : null}
      <PageFrame
        title={say('public')}
        lead={say('publicLead')}
        acts={
          <>
            <button
              type="button"
              className="yq-link"
              lang={language === 'zh' ? 'en' : 'zh-CN'}
              onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
            >
              {language === 'zh' ? 'English' : '中文'}
            </button>
            <a href="/">{say('publicEnter')}</a>
          </>
        }
      >
        <Answer of={answer} lines={6}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Sheet>
                <Empty title={say('publicEmpty')} hint={say('publicEmptyHint')} />
              </Sheet>
            ) : (
              <>
                {rows.map((row) => (
                  <Sheet key={row.code}>
                    <div className="yq-public-figure">
                      <h2>{told(row.title)}</h2>
                      <p className="yq-value-big">
                        {row.value === null ? (
                          <span className="yq-value-none">{row.state === '正常' ? say('nothing') : say('publicNoValue')}</span>
                        ) : (
                          <>
                            <strong>{number(inUnit(row.value, row.unit))}</strong> {told(row.unit)}
                          </>
                        )}
                      </p>
                      <p className="yq-faint">
                        <StateMark state={row.state} /> · {say('validAt')} {day(row.to)}
                      </p>
                    </div>
                    {row.quality ? (
                      <dl className="yq-quality">
                        {statements.map((name) => (
                          <div key={name}>
                            <dt>{say(`q_${name}`)}</dt>
                            <dd>{row.quality?.[name]}</dd>
                          </div>
                        ))}
                      </dl>
                    ) : null}
                  </Sheet>
                ))}
              </>
            )
          }
        </Answer>
      </PageFrame>
    </main>
  )
}

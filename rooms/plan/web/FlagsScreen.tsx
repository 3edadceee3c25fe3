import { Answer, DayField, DrillNumber, Empty, FilterSelect, PageFrame, Sheet, todayHere, useKept, useQuery } from '@yinqiao/kernel/web'
import { FlagCheck, ListFlags } from '@yinqiao/plan/contract'
import { FlagCard } from './FlagCard.tsx'
import { useFlagWords } from './flag-words.ts'
import './flags.css'

/** What the tests for games found, each with its rows and its stated limit; from here one may object. */
export function FlagsScreen() {
  const { say, check: nameOf } = useFlagWords()
  const [from, setFrom] = useKept('flags-from', `${todayHere().slice(0, 4)}-01-01`)
  const [to, setTo] = useKept('flags-to', todayHere())
  const [check, setCheck] = useKept<(typeof FlagCheck.options)[number] | null>('flags-check', null)
  const answer = useQuery(ListFlags, { from, to })
  return (
    <PageFrame title={say('flags')} lead={say('flagsLead')}>
      <div className="yq-bar">
        <DayField filter aria-label={say('flagFrom')} value={from} onChange={(day) => (day === '' ? undefined : setFrom(day))} />
        <DayField filter aria-label={say('flagTo')} value={to} onChange={(day) => (day === '' ? undefined : setTo(day))} />
        <FilterSelect
          label={say('flagCheck')}
          any={say('flagAll')}
          value={check}
          onChange={setCheck}
          options={FlagCheck.options.map((value) => ({ value, label: nameOf(value) }))}
          width={200}
        />
      </div>
      <Answer of={answer} lines={8}>
        {({ flags, looked }) => {
          const shown = flags.filter((flag) => check === null || flag.check === check)
          return (
            <>
              <div className="yq-flag-counts">
                {FlagCheck.options.map((each) => (
                  <span key={each} className="yq-flag-count">
                    <DrillNumber
                      value={flags.filter((flag) => flag.check === each).length}
                      label={nameOf(each)}
                      pressed={check === each}
                      onOpen={() => setCheck(check === each ? null : each)}
                    />
                    <span className="yq-faint">{say('flagLooked', { n: looked[each] ?? 0 })}</span>
                  </span>
                ))}
              </div>
              {shown.length === 0 ? (
                <Sheet>
                  <Empty title={say('flagNone')} hint={say('flagNoneHint')} />
                </Sheet>
              ) : (
                shown.map((flag) => <FlagCard key={flag.id} flag={flag} />)
              )}
            </>
          )
        }}
      </Answer>
    </PageFrame>
  )
}

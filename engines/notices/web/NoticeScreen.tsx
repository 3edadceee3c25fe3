import { GetNotice, type NoticeView, ResendNotice, resendNotices } from '@yinqiao/notices/contract'
import {
  Answer,
  Facts,
  PageFrame,
  Sheet,
  StateTag,
  useCommand,
  useConfirm,
  useDays,
  useLanguage,
  useMay,
  useParam,
  useQuery,
  useTell,
  useWords,
} from '@yinqiao/kernel/web'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { en } from './en.ts'
import { useNoticeWords } from './notice-words.ts'
import { zh } from './zh.ts'

/** One notice with the proof of each step. */
export function NoticeScreen() {
  const say = useWords(zh, en)
  const { moment } = useDays()
  const { language } = useLanguage()
  // proof is read to the second
  const second = (at: string) =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      dateStyle: 'medium',
      timeStyle: 'medium',
      timeZone: 'Asia/Shanghai',
    }).format(Date.parse(at))
  const words = useNoticeWords()
  const may = useMay()
  const found = useQuery(GetNotice, { id: useParam('id') })
  return (
    <Answer of={found}>
      {({ notice, steps }) => (
        <PageFrame
          title={notice.title}
          lead={<StateTag tone={words.tone(notice.state)} word={words.state(notice.state)} />}
          above={<Link to="/notices/undelivered">{say('undelivered')}</Link>}
          acts={may(resendNotices.code) && (notice.state === 'failed' || notice.state === 'sent') ? <Resend notice={notice} /> : null}
        >
          <Sheet>
            <Facts
              unknown={say('unknown')}
              rows={[
                [say('to'), notice.name],
                [say('channel'), words.channel(notice.channel)],
                [say('address'), notice.address],
                [say('body'), notice.body],
                [say('topic'), notice.topic],
                [say('attempts'), notice.attempt],
                ...(notice.failureReason ? ([[say('reason'), words.reason(notice.failureReason)]] as const) : []),
                ...(notice.nextAt ? ([[say('nextAt'), moment(notice.nextAt)]] as const) : []),
                ...(notice.answer ? ([[say('answer'), notice.answer]] as const) : []),
              ]}
            />
          </Sheet>
          <Sheet title={say('proof')} aside={say('proofHint')}>
            <table className="yq-table">
              <thead>
                <tr>
                  <th scope="col">{say('when')}</th>
                  <th scope="col">{say('step')}</th>
                  <th scope="col">{say('detail')}</th>
                  <th scope="col">{say('by')}</th>
                </tr>
              </thead>
              <tbody>
                {steps.map((step) => (
                  <tr key={`${step.at} ${step.what} ${step.attempt} ${step.detail}`}>
                    <td className="yq-figures">{second(step.at)}</td>
                    <td>{words.step(step.what)}</td>
                    <td>{step.detail}</td>
                    <td>{step.byName}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Sheet>
        </PageFrame>
      )}
    </Answer>
  )
}

function Resend({ notice }: { readonly notice: NoticeView }) {
  const say = useWords(zh, en)
  const words = useNoticeWords()
  const navigate = useNavigate()
  const confirm = useConfirm()
  const tell = useTell()
  const resend = useCommand(ResendNotice)
  const act = async () => {
    const detail = say('resendDetail', { channel: words.channel(notice.channel), to: notice.name ?? notice.address ?? say('unknown') })
    if (!(await confirm({ title: say('resendAsk'), detail, act: say('resend') }))) return
    try {
      const { id } = await resend.send({ id: notice.id })
      tell.done(say('resendDone'))
      await navigate({ to: `/notices/${id}` })
    } catch (problem) {
      tell.failed(problem)
    }
  }
  return (
    <Button type="primary" loading={resend.busy} onClick={() => void act()}>
      {say('resend')}
    </Button>
  )
}

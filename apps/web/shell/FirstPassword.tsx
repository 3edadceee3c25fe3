import { ChangePasswordForm } from '@yinqiao/access/web'
import { PageFrame, Sheet, useWords } from '@yinqiao/kernel/web'
import { en } from './en.ts'
import { useSession } from './session.tsx'
import { zh } from './zh.ts'

/** After a one-time password nothing else opens before an own one is set. */
export function FirstPassword() {
  const say = useWords(zh, en)
  const { renew } = useSession()
  return (
    <PageFrame title={say('firstPassword')} lead={say('firstPasswordLead')}>
      <Sheet>
        <ChangePasswordForm onDone={() => void renew()} />
      </Sheet>
    </PageFrame>
  )
}

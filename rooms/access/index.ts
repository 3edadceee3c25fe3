import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { accessSignatures } from './contract/index.ts'
import type { AccessSettings } from './store.ts'
import { beginOidc } from './use/begin-oidc.ts'
import { changePassword } from './use/change-password.ts'
import { createAccount } from './use/create-account.ts'
import { endOwnSession } from './use/end-own-session.ts'
import { endPost } from './use/end-post.ts'
import { enterDemo } from './use/enter-demo.ts'
import { finishOidc } from './use/finish-oidc.ts'
import { getAccount } from './use/get-account.ts'
import { getSession } from './use/get-session.ts'
import { grantPost } from './use/grant-post.ts'
import { listAccounts } from './use/list-accounts.ts'
import { listAuditLines } from './use/list-audit-lines.ts'
import { listOwnSessions } from './use/list-own-sessions.ts'
import { listParked } from './use/list-parked.ts'
import { resetCredentials } from './use/reset-credentials.ts'
import { retryDelivery } from './use/retry-delivery.ts'
import { closeAccount, reopenAccount } from './use/set-account-state.ts'
import { signIn } from './use/sign-in.ts'
import { signOut } from './use/sign-out.ts'
import { switchPost } from './use/switch-post.ts'
import { unlockAccount } from './use/unlock-account.ts'
import { verifyAudit } from './use/verify-audit.ts'

export type { AccessSettings } from './store.ts'
export { type DemoAccount, endDemoSessions, openDemoAccounts } from './store-demo.ts'
export { findActor } from './store-session.ts'

/** The room of accounts, posts and sessions for the place it runs in. */
export function access(settings: AccessSettings): Room {
  return {
    name: 'access',
    signatures: accessSignatures,
    tables: join(import.meta.dirname, 'tables'),
    encrypted: [{ table: 'access.account', key: 'id', column: 'totp_sealed' }],
    bodies: [
      getSession(settings),
      signIn,
      enterDemo(settings),
      beginOidc(settings),
      finishOidc(settings),
      signOut,
      switchPost,
      changePassword,
      listAccounts,
      getAccount,
      createAccount,
      closeAccount,
      reopenAccount,
      grantPost,
      endPost,
      unlockAccount,
      resetCredentials,
      listOwnSessions,
      endOwnSession,
      listAuditLines(settings),
      verifyAudit(settings),
      listParked,
      retryDelivery,
    ],
  }
}

import { join } from 'node:path'
import type { Room } from '@yinqiao/kernel'
import { noticesSignatures } from './contract/signatures.ts'
import type { NoticesSettings } from './settings.ts'
import { noticesJobs } from './store-change.ts'
import { claimEndpointJob, subscribePush } from './use/subscribe-push.ts'
import { confirmPush } from './use/confirm-push.ts'
import { getNotice } from './use/get-notice.ts'
import { getOwn } from './use/get-own.ts'
import { getPush } from './use/get-push.ts'
import { listFailed } from './use/list-failed.ts'
import { listNoticesOf } from './use/list-notices.ts'
import { resendNotice } from './use/resend-notice.ts'
import { sendTest } from './use/send-test.ts'
import { unsubscribePush } from './use/unsubscribe-push.ts'

export { receiveReceipts } from './receive-receipts.ts'
export { type SenderOptions, startSender } from './sender.ts'
export { type Gateway, noChannels, type NoticesSettings, type VapidKeys } from './settings.ts'
export { findAnswer, markAnswered, markSeen } from './store-change.ts'
export { cancelNotices, sendNotice } from './store-queue.ts'
export { listNotices } from './use/list-notices.ts'
export { fileVapidKeys } from './vapid-keys.ts'

/** The engine that tells persons things and knows whether it reached them. */
export function notices(settings: NoticesSettings): Room {
  const sealed = (table: string, column: string) => ({ table: `notices.${table}`, key: 'id', column })
  return {
    name: 'notices',
    signatures: noticesSignatures,
    tables: join(import.meta.dirname, 'tables'),
    bodies: [
      listNoticesOf,
      listFailed,
      getNotice,
      resendNotice,
      getPush(settings),
      subscribePush(settings),
      unsubscribePush,
      confirmPush,
      sendTest(settings),
      getOwn,
    ],
    jobs: [...noticesJobs, claimEndpointJob],
    encrypted: [
      ...['name_sealed', 'phone_sealed', 'mail_sealed', 'title_sealed', 'body_sealed', 'answer_sealed'].map((column) =>
        sealed('notice', column),
      ),
      ...['endpoint_sealed', 'secret_sealed'].map((column) => sealed('subscription', column)),
    ],
  }
}

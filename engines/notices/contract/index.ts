export { NoticeAnswered, NoticeDelivered, NoticeFailed, NoticeSeen } from './events.ts'
export {
  Channel,
  FailureReason,
  Fallback,
  NoticeId,
  NoticeState,
  NoticeStep,
  NoticeView,
  Receipt,
  Recipient,
  Telling,
} from './notice.ts'
export { readNotices, resendNotices } from './permissions.ts'
export {
  NoSubscription,
  noticesRefusals,
  NoticeUnknown,
  NotResendable,
  PushHostUnknown,
  PushNotConfigured,
  ReceiptForged,
  ReceiptStale,
  ReceiptUnreadable,
  SubscriptionUnknown,
} from './refusals.ts'
export {
  ConfirmPush,
  GetNotice,
  GetOwn,
  GetPush,
  ListFailed,
  ListNotices,
  noticesSignatures,
  ResendNotice,
  SendTest,
  SubscribePush,
  SubscriptionId,
  UnsubscribePush,
} from './signatures.ts'

import { refusal } from '@yinqiao/kernel/contract'

export const NoticeUnknown = refusal('notices.notice-unknown', 'missing', '找不到该通知', 'No such notice')
export const NotResendable = refusal(
  'notices.not-resendable',
  'state',
  '这条通知没有失败，不需要重发',
  'This notice did not fail; there is nothing to send again',
)
export const PushNotConfigured = refusal(
  'notices.push-not-configured',
  'state',
  '本系统没有配置推送服务，请联系系统管理员',
  'Push is not configured here; ask the system administrator',
)
export const PushHostUnknown = refusal(
  'notices.push-host-unknown',
  'invalid',
  '浏览器使用的推送服务“{host}”不在允许的名单中',
  'The push service "{host}" of this browser is not on the list of allowed ones',
)
export const SubscriptionUnknown = refusal('notices.subscription-unknown', 'missing', '找不到该订阅', 'No such subscription')
export const NoSubscription = refusal(
  'notices.no-subscription',
  'state',
  '您还没有开启消息提醒，无法试发',
  'You have not switched notifications on yet; there is nowhere to send a test',
)
export const ReceiptForged = refusal('notices.receipt-forged', 'unauthenticated', '回执的签名不对', "The receipt's signature is wrong")
export const ReceiptStale = refusal(
  'notices.receipt-stale',
  'unauthenticated',
  '回执的签名时间相差超过 5 分钟',
  'The receipt was signed more than five minutes away from now',
)
export const ReceiptUnreadable = refusal('notices.receipt-unreadable', 'invalid', '回执内容有误', 'The receipt cannot be read')

export const noticesRefusals = [
  NoticeUnknown,
  NotResendable,
  PushNotConfigured,
  PushHostUnknown,
  SubscriptionUnknown,
  NoSubscription,
  ReceiptForged,
  ReceiptStale,
  ReceiptUnreadable,
]

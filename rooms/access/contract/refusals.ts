import { refusal } from '@yinqiao/kernel/contract'

export const SignInFailed = refusal('access.sign-in-failed', 'unauthenticated', '账号、口令或验证码不对', 'Wrong account, password or code')
export const AccountLocked = refusal(
  'access.account-locked',
  'too-many',
  '连续失败次数过多，账号已锁定到 {until}；可请安全管理员解锁',
  'Too many failures; the account is locked until {until}. A security administrator can unlock it',
)
export const AccountClosed = refusal('access.account-closed', 'forbidden', '账号已停用', 'The account is closed')
export const NoPost = refusal(
  'access.no-post',
  'forbidden',
  '账号还没有岗位，请联系安全管理员',
  'The account has no post yet; ask a security administrator',
)
export const NotYourPost = refusal('access.not-your-post', 'forbidden', '这不是您当前有效的岗位', 'This is not one of your current posts')
export const UsernameTaken = refusal(
  'access.username-taken',
  'conflict',
  '账号名“{username}”已被使用',
  'The username "{username}" is taken',
)
export const WeakPassword = refusal('access.weak-password', 'invalid', '口令太弱：{reason}', 'The password is too weak: {reasonEn}')
export const AccountUnknown = refusal('access.account-unknown', 'missing', '找不到该账号', 'No such account')
export const PostUnknown = refusal('access.post-unknown', 'missing', '找不到该岗位', 'No such post')
export const RolesExclude = refusal(
  'access.roles-exclude',
  'state',
  '“{role}”不能与已有的“{held}”由同一账号担任',
  'One account may not hold both "{role}" and "{held}"',
)
export const ScopeMissing = refusal(
  'access.scope-missing',
  'invalid',
  '“{role}”岗位须指定{scope}',
  'A post of "{role}" must name its {scope}',
)
export const NotToYourself = refusal(
  'access.not-to-yourself',
  'forbidden',
  '不能对自己的账号做此操作',
  'You may not do this to your own account',
)
export const DemoOff = refusal(
  'access.demo-off',
  'forbidden',
  '演示账号只在合成数据环境可用',
  'Demo accounts work in a synthetic district only',
)
export const OidcOff = refusal('access.oidc-off', 'state', '未配置统一身份认证', 'Single sign-on is not configured')
export const OidcFailed = refusal(
  'access.oidc-failed',
  'unauthenticated',
  '统一身份认证未通过：{reason}',
  'Single sign-on failed: {reason}',
)
export const OidcUnlinked = refusal(
  'access.oidc-unlinked',
  'forbidden',
  '统一身份认证通过，但没有与之绑定的账号',
  'Single sign-on succeeded, but no account is linked to it',
)
export const SecondFactorDue = refusal(
  'access.second-factor-due',
  'forbidden',
  '这个岗位须用动态口令登录，请退出后重新登录',
  'This post needs a sign-in with a one-time code; sign out and in again',
)
export const SessionUnknown = refusal('access.session-unknown', 'missing', '找不到该会话', 'No such session')
export const DeliveryUnknown = refusal('access.delivery-unknown', 'missing', '找不到搁置的投递', 'No such parked delivery')

export const accessRefusals = [
  SignInFailed,
  AccountLocked,
  AccountClosed,
  NoPost,
  NotYourPost,
  UsernameTaken,
  WeakPassword,
  AccountUnknown,
  PostUnknown,
  RolesExclude,
  ScopeMissing,
  NotToYourself,
  DemoOff,
  OidcOff,
  OidcFailed,
  OidcUnlinked,
  SecondFactorDue,
  SessionUnknown,
  DeliveryUnknown,
]

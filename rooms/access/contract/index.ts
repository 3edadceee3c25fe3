import { CloseAccount, CreateAccount, EndOwnSession, EndPost, GetAccount, GrantPost, ListAccounts, ListOwnSessions, ReopenAccount, ResetCredentials, UnlockAccount } from './accounts.ts'
import { ListAuditLines, ListParked, RetryDelivery, VerifyAudit } from './oversight.ts'
import { BeginOidc, ChangePassword, EnterDemo, FinishOidc, GetSession, SignIn, SignOut, SwitchPost } from './sign-in.ts'

export { AccountRow, CloseAccount, CreateAccount, EndOwnSession, EndPost, GetAccount, GrantPost, grantPosts, ListAccounts, ListOwnSessions, manageAccounts, Post, ReopenAccount, Relation, ResetCredentials, seeAccounts, UnlockAccount } from './accounts.ts'
export { AuditRow, ListAuditLines, ListParked, RetryDelivery, readAudit, tendQueue, VerifyAudit } from './oversight.ts'
export { accessRefusals, AccountClosed, AccountLocked, AccountUnknown, DeliveryUnknown, DemoOff, NoPost, NotToYourself, NotYourPost, OidcFailed, OidcOff, OidcUnlinked, PostUnknown, RolesExclude, ScopeMissing, SessionUnknown, SignInFailed, UsernameTaken, WeakPassword } from './refusals.ts'
export { type Face, type Role, roleCodes, roles } from './roles.ts'
export { BeginOidc, ChangePassword, EnterDemo, FinishOidc, GetSession, OwnPost, SignIn, SignOut, SwitchPost } from './sign-in.ts'

export const accessSignatures = [
  GetSession, SignIn, EnterDemo, BeginOidc, FinishOidc, SignOut, SwitchPost, ChangePassword, ListAccounts, GetAccount, CreateAccount, CloseAccount, ReopenAccount,
  GrantPost, EndPost, UnlockAccount, ResetCredentials, ListOwnSessions, EndOwnSession, ListAuditLines, VerifyAudit, ListParked, RetryDelivery,
]

import type { Generated } from 'kysely'

export type AccessRows = {
  'access.account': {
    id: string; username: string; name: string; state: Generated<string>; password_hash: string | null; must_change_password: Generated<boolean>; totp_sealed: string | null;
    totp_confirmed: Generated<boolean>; totp_last_step: Generated<number>; oidc_subject: string | null; failures: Generated<number>; locked_until: string | null; synthetic: Generated<boolean>; version: Generated<number>; created_at: string
  }
  'access.post': { id: string; account_id: string; role: string; unit_id: string | null; unit_name: string | null; area: Generated<string>; area_name: string | null; provider_id: string | null; valid_from: string; valid_to: string | null; granted_by: string | null; granted_at: string }
  'access.post_person': { post_id: string; person_id: string; relation: string }
  'access.session': { id: string; token_hash: string; account_id: string; post_id: string; origin: string; created_at: string; last_seen_at: string; ended_at: string | null; end_reason: string | null }
  'access.oidc_attempt': { attempt_hash: string; return_to: string; state: string; nonce: string; verifier_sealed: string; made_at: string; used_at: string | null; account_id: string | null; ok: boolean | null }
}

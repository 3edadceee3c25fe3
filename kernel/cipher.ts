/** Column encryption: SM4-CBC then HMAC-SM3 (encrypt-then-MAC); the text names algorithm and key. */
export interface Cipher {
  /** Ciphertext as `alg.key.base64url`; null stays null. */
  seal(plain: string): string
  open(sealed: string): string
  /** Keyed digest for equality search (HMAC-SM3, 16 bytes hex); `domain` parts the columns from one another. */
  blind(domain: string, plain: string): string
}

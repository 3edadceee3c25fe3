/** A phone with its first three and last two digits, a mail address with its first letter and host: enough to recognise, too little to use. */
export function maskAddress(address: string): string {
  const at = address.indexOf('@')
  if (at > 0) return `${address.slice(0, 1)}***${address.slice(at)}`
  return address.length <= 6 ? `${address.slice(0, 1)}***` : `${address.slice(0, 3)}****${address.slice(-2)}`
}

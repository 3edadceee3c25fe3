import { NetworkError } from '@yinqiao/kernel/web'
import { z } from 'zod'

const Stored = z.object({ id: z.uuid(), name: z.string() })

/** Puts a file beside the JSON routes and returns its id; a file that is not sent with a form in the end belongs to nothing. */
export async function putFile(file: File): Promise<{ readonly id: string; readonly name: string }> {
  let response: Response
  try {
    response = await fetch(`/api/files?name=${encodeURIComponent(file.name)}`, {
      method: 'PUT',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/octet-stream', 'x-yinqiao': '1' },
      body: file,
    })
  } catch {
    throw new NetworkError(0)
  }
  if (!response.ok) throw new NetworkError(response.status)
  return Stored.parse(await response.json())
}

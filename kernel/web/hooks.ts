import type { Output, RawInput, Signature } from '@yinqiao/kernel/contract'
import { keepPreviousData, type UseQueryResult, useMutation, useQueryClient, useQuery as useTanstackQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { call, newKey } from './call.ts'
import { type PageSignature, readAllPages } from './list-pages.ts'
import { NetworkError, RefusalError } from './refusal-error.ts'

/** Runs a query signature and keeps its answer; the answer before stays on screen while the next one loads. */
export function useQuery<S extends Signature>(
  signature: S,
  input: RawInput<S>,
  options: { readonly enabled?: boolean; readonly refreshSeconds?: number } = {},
): UseQueryResult<Output<S>, Error> {
  return useTanstackQuery<Output<S>, Error>({
    queryKey: [signature.name, input],
    queryFn: ({ signal }) => call(signature, input, { signal }),
    enabled: options.enabled ?? true,
    placeholderData: keepPreviousData,
    ...(options.refreshSeconds ? { refetchInterval: options.refreshSeconds * 1000 } : {}),
  })
}

export interface CommandState<S extends Signature> {
  /** Sends; rejects with RefusalError or NetworkError. */
  readonly send: (input: RawInput<S>) => Promise<Output<S>>
  readonly busy: boolean
  readonly error: Error | null
  readonly reset: () => void
}

/**
 * Sends a command. One wish keeps one idempotency key: when the network fails and the person presses
 * again with the same content, the server gives the first answer instead of doing it twice.
 * Afterwards all lists of the given rooms are read anew.
 */
export function useCommand<S extends Signature>(
  signature: S,
  options: { readonly refresh?: readonly string[]; readonly onDone?: (output: Output<S>) => void } = {},
): CommandState<S> {
  const client = useQueryClient()
  const wish = useRef<{ readonly content: string; readonly key: string } | null>(null)
  const mutation = useMutation<Output<S>, Error, RawInput<S>>({
    mutationFn: async (input) => {
      const content = JSON.stringify(input)
      if (wish.current?.content !== content) wish.current = { content, key: newKey() }
      try {
        const output = await call(signature, input, { key: wish.current.key })
        wish.current = null
        return output
      } catch (problem) {
        // Only an unknown outcome keeps its key; after a clear no the next press is a new wish. A database that went away may have kept it.
        const unknown = problem instanceof NetworkError || (problem instanceof RefusalError && problem.code === 'kernel.unavailable')
        if (!unknown) wish.current = null
        throw problem
      }
    },
    onSuccess: async (output) => {
      const rooms = options.refresh ?? [signature.name.slice(0, signature.name.indexOf('.'))]
      await client.invalidateQueries({ predicate: ({ queryKey }) => rooms.some((room) => String(queryKey[0]).startsWith(`${room}.`)) })
      options.onDone?.(output)
    },
  })
  return { send: mutation.mutateAsync, busy: mutation.isPending, error: mutation.error, reset: mutation.reset }
}

/** All rows of a paged query, up to the export limit: for maps and pickers, not for tables. */
export function useAllRows<R>(
  signature: PageSignature<R>,
  input: object,
): UseQueryResult<{ readonly rows: R[]; readonly cut: boolean }, Error> {
  return useTanstackQuery({
    queryKey: [signature.name, 'all', input],
    queryFn: ({ signal }) => readAllPages(signature, input, () => undefined, signal),
    placeholderData: keepPreviousData,
  })
}

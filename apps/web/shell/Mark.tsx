/** The mark: a roof line in ginkgo gold over a bridge arch and its reflection. */
export function Mark({ size = 30 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 40 32" width={size * 1.25} height={size} aria-hidden="true">
      <path
        d="M3 13.500C10 12 15.500 8.500 20 3c4.500 5.500 10 9 17 10.500"
        fill="none"
        stroke="var(--yq-ginkgo)"
        strokeWidth="2.600"
        strokeLinecap="round"
      />
      <path
        d="M4 24.500c7.500 0 8.500-8.500 16-8.500s8.500 8.500 16 8.500"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.400"
        strokeLinecap="round"
      />
      <path d="M13 24.500a7 4.500 0 0 1 14 0" fill="none" stroke="currentColor" strokeWidth="1.500" />
      <path d="M9 29h8M21 29h10" fill="none" stroke="currentColor" strokeWidth="1.500" strokeLinecap="round" opacity=".6" />
    </svg>
  )
}

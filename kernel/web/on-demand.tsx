import { type ComponentType, lazy, Suspense } from 'react'

/** A component of a door that is fetched when it is first shown, so that who only passes the door does not carry it; its place is kept, nothing jumps. */
export function onDemand<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Fetched = lazy(async () => {
    const View = await load()
    return { default: (props: P) => <View {...props} /> }
  })
  return function OnDemand(props: P) {
    return (
      <Suspense fallback={<span className="yq-place-kept" aria-busy="true" />}>
        <Fetched {...props} />
      </Suspense>
    )
  }
}

import NextLink from 'next/link'
import type { ComponentProps } from 'react'

/**
 * A link to a page of Evenkeel. Every page is made for its person when it is asked for, so there is nothing of it that
 * could be fetched beforehand: that would ask the server once for every link in sight, and bring nothing.
 */
export function Link(props: Omit<ComponentProps<typeof NextLink>, 'prefetch'>) {
  return <NextLink {...props} prefetch={false} />
}

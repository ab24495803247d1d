'use client'

import { ErrorState } from '@/components/shell/error-state'

export default function AppError(props: { error: unknown; retry: () => void }) {
  return <ErrorState {...props} />
}

'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'

/** The button of a form with an action: pending for as long as the action runs. */
export function SubmitButton({ pending, ...rest }: Omit<ButtonProps, 'type'>) {
  const status = useFormStatus()
  return <Button {...rest} type="submit" pending={pending || status.pending} />
}

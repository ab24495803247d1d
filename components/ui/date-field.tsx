import { Field, type FieldProps } from './field'

interface DateFieldProps
  extends Omit<FieldProps, 'type' | 'min' | 'max' | 'defaultValue' | 'value' | 'trailing'> {
  /** Days as `2026-11-21`. */
  defaultValue?: string
  value?: string
  min?: string
  max?: string
}

/**
 * A day: the platform's own field and calendar, which speak the person's language. What it sends is a `CalendarDate`'s
 * text, or '' for none.
 */
export function DateField(props: DateFieldProps) {
  return <Field {...props} type="date" />
}

/** An expected failure is a value: what went wrong, by code, and if it helps a sentence that is safe to show. */
export type Result<Value, Code extends string = string> =
  | { ok: true; value: Value }
  | { ok: false; code: Code; message?: string }

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value }
}

export function fail<Code extends string>(
  code: Code,
  message?: string,
): { ok: false; code: Code; message?: string } {
  return message === undefined ? { ok: false, code } : { ok: false, code, message }
}

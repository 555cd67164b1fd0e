import { z } from 'zod'
import { NAME_MARKS, type NameKind } from '../form/form-names.ts'

/** A name of the form, written at a place of a rule's options or of a case. */
export interface WrittenName {
  readonly path: readonly (string | number)[]
  readonly text: string
  readonly kind: NameKind
  readonly table: string | undefined
}

/**
 * Every text of a value that its schema marks as a name of the form (form/form-names.ts).
 * @param value what the schema accepts
 */
export function writtenNames(schema: z.core.$ZodType, value: unknown, path: WrittenName['path'] = [], table?: string): WrittenName[] {
  const mark = typeof value === 'string' ? NAME_MARKS.get(schema) : undefined
  if (mark && typeof value === 'string') return [{ path, text: value, kind: mark.kind, table }]
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return writtenNames(schema.def.innerType, value, path, table)
  if (schema instanceof z.ZodUnion)
    return schema.options
      .filter((option) => z.safeParse(option, value).success)
      .flatMap((option) => writtenNames(option, value, path, table))
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.flatMap((item, index) => writtenNames(schema.element, item, [...path, index], table))
  if (typeof value !== 'object' || value === null) return []
  if (schema instanceof z.ZodObject) {
    const own = 'table' in value && typeof value.table === 'string' ? value.table : table
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape
    return Object.entries(value).flatMap(([key, item]) => {
      if (shape[key]) return writtenNames(shape[key], item, [...path, key], own)
      const { catchall } = schema.def
      if (!catchall) return []
      return [
        { path: [...path, key], text: key, kind: 'given' as const, table: undefined },
        ...writtenNames(catchall, item, [...path, key], key),
      ]
    })
  }
  if (schema instanceof z.ZodRecord)
    return Object.entries(value).flatMap(([key, item]) => [
      ...writtenNames(schema.keyType, key, [...path, key], table),
      ...writtenNames(schema.valueType, item, [...path, key], table),
    ])
  return []
}

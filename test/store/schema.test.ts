import { expectTypeOf, test } from 'vitest'
import type * as postgres from '../../src/store/postgres/schema.ts'
import type * as sqlite from '../../src/store/sqlite/schema.ts'

// Checked by the compiler: queries are written once, on the types of SQLite.
test('both databases have the same tables', () => {
  type Rows<T> = { [K in keyof T]: T[K] extends { $inferSelect: infer Row } ? Row : never }
  expectTypeOf<Rows<typeof sqlite>>().toEqualTypeOf<Rows<typeof postgres>>()
  type Inserts<T> = { [K in keyof T]: T[K] extends { $inferInsert: infer Row } ? Row : never }
  expectTypeOf<Inserts<typeof sqlite>>().toEqualTypeOf<Inserts<typeof postgres>>()
})

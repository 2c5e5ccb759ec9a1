/** Every query of the store, built once per connection. */
import type { Builder } from './prepare.ts'
import { caseQueries } from './queries/case.ts'
import { conversationQueries } from './queries/conversation.ts'
import { inboundQueries } from './queries/inbound.ts'
import { claimQueries, outboxQueries } from './queries/outbox.ts'
import { readingQueries } from './queries/reading.ts'
import { retentionQueries } from './queries/retention.ts'
import { sealedQueries } from './queries/sealed.ts'
import { turnQueries } from './queries/turn.ts'

/** Builds the queries for one connection. */
export const buildQueries = (builder: Builder) => ({
  ...conversationQueries(builder),
  ...turnQueries(builder),
  ...inboundQueries(builder),
  ...outboxQueries(builder),
  ...claimQueries(builder),
  ...caseQueries(builder),
  ...readingQueries(builder),
  ...retentionQueries(builder),
  ...sealedQueries(builder),
})
export type Queries = ReturnType<typeof buildQueries>

/** The mind for the settings of this process. Apart from app.ts, so that a question can be answered without any driver. */
import type { Config } from './config.ts'
import { AppError } from './domain/errors.ts'
import { loadMind, type Mind } from './turns/core.ts'

/** @throws AppError config or content, one line per fault */
export function mindFor(root: string, config: Config, progress: (line: string) => void): Mind {
  const settings = { retentionDays: config.RETENTION_DAYS, softExpiryMs: config.SOFT_EXPIRY, hardExpiryMs: config.HARD_EXPIRY }
  const mind = loadMind(root, settings, progress)
  const known = [...mind.core.knowledge.packs.keys()]
  if (!known.includes(config.DEFAULT_MUNICIPALITY))
    throw new AppError('config', `\nDEFAULT_MUNICIPALITY: expected one of ${known.join(', ')}`)
  if (!mind.core.knowledge.languages.includes(config.DEFAULT_LANGUAGE)) {
    throw new AppError('config', `\nDEFAULT_LANGUAGE: expected one of ${mind.core.knowledge.languages.join(', ')}`)
  }
  return mind
}

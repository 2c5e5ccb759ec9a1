/** The one table of errors that can reach a person or an operator. Codes are stable; messages carry no personal data. */
export const ERRORS = {
  bad_request: { status: 400, message: 'The request is not understood.' },
  empty: { status: 400, message: 'The message is empty.' },
  not_found: { status: 404, message: 'There is no such conversation.' },
  no_such_page: { status: 404, message: 'There is no such page.' },
  too_large: { status: 413, message: 'The message or file is too large.' },
  file_type: { status: 415, message: 'Only photos (JPEG, PNG, WebP) and PDF files can be received.' },
  too_many: { status: 429, message: 'Too many messages. Please wait a moment.' },
  unavailable: { status: 503, message: 'The service cannot store messages now. Please try again.' },
  internal: { status: 500, message: 'Something went wrong with us. Please try again.' },
  unknown_municipality: { status: 400, message: 'Unknown municipality.' },
  unknown_language: { status: 400, message: 'Unknown language.' },
  unknown_audience: { status: 400, message: 'Unknown audience.' },
  unknown_law: { status: 400, message: 'Unknown law.' },
  bad_json: { status: 400, message: 'This line is not a JSON object.' },
  config: { status: 500, message: 'A setting is wrong.' },
  content: { status: 500, message: 'The content has a fault.' },
  database: { status: 503, message: 'The database did not answer.' },
  database_full: { status: 503, message: 'The disk of the database is full.' },
  wrong_key: { status: 500, message: 'DATA_KEY does not open this database.' },
} as const
export type ErrorCode = keyof typeof ERRORS

/** An error with a stable code. `detail` is for the operator and must not hold personal data. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly detail: string
  constructor(code: ErrorCode, detail = '') {
    super(detail ? `${ERRORS[code].message} ${detail}` : ERRORS[code].message)
    this.code = code
    this.detail = detail
  }
}
